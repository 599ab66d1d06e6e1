#include "platform/wire/salvage.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "platform/crypto/hash.h"
#include "platform/wire/limits.h"

namespace dayroom::wire {
namespace {

constexpr std::string_view kFormat = "dayroom-salvage-1";
constexpr std::string_view kEnd = "end ";

template <typename Message>
void add_line(std::string& text, char kind, const Message& message) {
    text += fmt::format("{} {}\n", kind, to_base64url(as_bytes(message.SerializeAsString())));
}

std::string end_of(std::string_view content) {
    return std::string(kEnd) + to_hex(crypto::blake2b(as_bytes(content))) + "\n";
}

Error wrong(std::size_t line, const char* what) {
    return Error(ErrorCode::kInvalid, fmt::format("line {}: {}", line, what));
}

template <typename Message>
bool take_line(std::string_view encoded, std::vector<Message>& into) {
    const auto bytes = from_base64url(encoded);
    Message message;
    if (!bytes.ok() || !message.ParseFromArray(bytes->data(), static_cast<int>(bytes->size()))) return false;
    into.push_back(std::move(message));
    return true;
}

struct Head {
    Salvage salvage;
    std::size_t commands = 0;
    std::size_t reports = 0;
};

Result<Head> read_head(std::string_view line) {
    std::array<std::string_view, 6> words;
    std::size_t count = 0;
    while (!line.empty() && count < words.size()) {
        const auto end = std::min(line.find(' '), line.size());
        words[count++] = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    if (count != words.size() || !line.empty() || words[0] != kFormat)
        return Error(ErrorCode::kInvalid, "this is no file of what a terminal had not sent");
    const auto number = [](std::string_view text) -> Result<std::int64_t> {
        std::int64_t value = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (failure == std::errc() && end == text.data() + text.size() && value >= 0 && value <= kMaxTimestampMs)
            return value;
        return wrong(1, "a number is none");
    };
    Head head;
    head.salvage.facility = TRY(FacilityId::parse(std::string(words[1])));
    head.salvage.device = TRY(DeviceId::parse(std::string(words[2])));
    head.salvage.made = Timestamp::from_ms(TRY(number(words[3])));
    head.commands = static_cast<std::size_t>(TRY(number(words[4])));
    head.reports = static_cast<std::size_t>(TRY(number(words[5])));
    return head;
}

}  // namespace

std::string write_salvage(const Salvage& salvage) {
    std::string text =
        fmt::format("{} {} {} {} {} {}\n", kFormat, salvage.facility.to_string(), salvage.device.to_string(),
                    salvage.made.ms(), salvage.commands.size(), salvage.reports.size());
    for (const QueuedCommand& command : salvage.commands) add_line(text, 'c', command);
    for (const PreaBox& report : salvage.reports) add_line(text, 'p', report);
    return text + end_of(text);
}

Result<Salvage> read_salvage(std::string_view text) {
    if (text.size() > kMaxSalvageBytes) return Error(ErrorCode::kTooLarge, "the file is too large");
    const auto end = text.rfind("\n" + std::string(kEnd));
    if (end == std::string_view::npos)
        return Error(ErrorCode::kInvalid, "the file has no end: it was not written to its end");
    const std::string_view content = text.substr(0, end + 1);
    if (text.substr(end + 1) != end_of(content)) return Error(ErrorCode::kInvalid, "the file is not as it was written");
    std::string_view rest = content;
    const auto next = [&] {
        const auto at = rest.find('\n');
        const std::string_view line = rest.substr(0, at);
        rest.remove_prefix(at + 1);
        return line;
    };
    Head head = TRY(read_head(next()));
    for (std::size_t line = 2; !rest.empty(); ++line) {
        if (line > kMaxSalvageLines) return Error(ErrorCode::kTooLarge, "the file has too many lines");
        const std::string_view each = next();
        const std::string_view encoded = each.size() > 2 ? each.substr(2) : std::string_view();
        const bool taken = each.starts_with("c ")   ? take_line(encoded, head.salvage.commands)
                           : each.starts_with("p ") ? take_line(encoded, head.salvage.reports)
                                                    : false;
        if (!taken) return wrong(line, "is neither a command nor a report");
    }
    if (head.salvage.commands.size() != head.commands || head.salvage.reports.size() != head.reports)
        return Error(ErrorCode::kInvalid, "the file does not hold as much as it says");
    return std::move(head.salvage);
}

}  // namespace dayroom::wire
