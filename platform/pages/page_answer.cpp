#include "platform/pages/page_answer.h"

#include "platform/base/utf8.h"

namespace dayroom::pages {
namespace {

constexpr std::uint32_t kMagic = 0x31475244;  // "DRG1"

void put(Bytes& out, std::uint32_t value) {
    for (int at = 0; at < 4; ++at) out.push_back(static_cast<std::uint8_t>(value >> (8 * at)));
}

Error nonsense() { return Error(ErrorCode::kIo, "the page child answered nonsense"); }

class Reader {
public:
    explicit Reader(ByteView bytes) : left_(bytes) {}
    Result<std::uint32_t> number(std::uint32_t least, std::uint32_t most) {
        const ByteView bytes = TRY(take(4));
        std::uint32_t value = 0;
        for (std::size_t at = 0; at < 4; ++at) value |= std::uint32_t{bytes[at]} << (8 * at);
        if (value < least || value > most) return nonsense();
        return value;
    }
    Result<ByteView> take(std::size_t count) {
        if (count > left_.size()) return nonsense();
        const ByteView taken = left_.first(count);
        left_ = left_.subspan(count);
        return taken;
    }
    bool at_end() const { return left_.empty(); }

private:
    ByteView left_;
};

Result<Strip> read_strip(Reader& reader) {
    Strip strip;
    strip.width = TRY(reader.number(1, kPageWidth));
    strip.height = TRY(reader.number(1, kStripHeight));
    const std::uint32_t count = TRY(reader.number(1, kMaxStripBytes));
    const ByteView bytes = TRY(reader.take(count));
    strip.webp.assign(bytes.begin(), bytes.end());
    return strip;
}

Result<Page> read_page(Reader& reader) {
    Page page;
    const std::uint32_t strips = TRY(reader.number(1, kMaxStrips));
    const std::uint32_t text = TRY(reader.number(0, kMaxPageTextBytes));
    for (std::uint32_t at = 0; at < strips; ++at) page.strips.push_back(TRY(read_strip(reader)));
    page.text = utf8::sanitize(as_text(TRY(reader.take(text))), kMaxPageTextCharacters);
    return page;
}

}  // namespace

Bytes write_answer(const Rendering& rendering) {
    Bytes out;
    put(out, kMagic);
    put(out, static_cast<std::uint32_t>(rendering.refusal));
    put(out, rendering.page);
    put(out, static_cast<std::uint32_t>(rendering.pages.size()));
    for (const Page& page : rendering.pages) {
        put(out, static_cast<std::uint32_t>(page.strips.size()));
        put(out, static_cast<std::uint32_t>(page.text.size()));
        for (const Strip& strip : page.strips) {
            put(out, strip.width);
            put(out, strip.height);
            put(out, static_cast<std::uint32_t>(strip.webp.size()));
            out.insert(out.end(), strip.webp.begin(), strip.webp.end());
        }
        out.insert(out.end(), page.text.begin(), page.text.end());
    }
    return out;
}

Result<Rendering> read_answer(ByteView bytes) {
    if (bytes.empty()) return Error(ErrorCode::kIo, "the page child ended without an answer");
    Reader reader(bytes);
    Rendering rendering;
    TRY(reader.number(kMagic, kMagic));
    rendering.refusal = static_cast<Refusal>(TRY(reader.number(0, kLastRefusal)));
    rendering.page = TRY(reader.number(0, UINT32_MAX));
    const bool refused = rendering.refusal != Refusal::kNone;
    const std::uint32_t pages = TRY(reader.number(refused ? 0 : 1, refused ? 0 : kMaxPages));
    std::size_t pictures = 0;
    for (std::uint32_t at = 0; at < pages; ++at) {
        rendering.pages.push_back(TRY(read_page(reader)));
        for (const Strip& strip : rendering.pages.back().strips) pictures += strip.webp.size();
    }
    if (!reader.at_end() || pictures > kMaxPicturesBytes) return nonsense();
    return rendering;
}

}  // namespace dayroom::pages
