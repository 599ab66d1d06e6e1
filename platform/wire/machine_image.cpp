#include "platform/wire/machine_image.h"

#include <algorithm>

#include "platform/crypto/hash.h"
#include "platform/wire/check_image.h"
#include "platform/wire/parse.h"

namespace dayroom::wire {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

template <typename Value>
int order(Value left, Value right) {
    return left < right ? -1 : left > right ? 1 : 0;
}

char first(std::string_view text) { return text.empty() ? '\0' : text.front(); }

std::string_view take(std::string_view& text, bool (*belongs)(char)) {
    const auto end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), belongs) - text.begin());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end);
    return taken;
}

void drop_zeros(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of('0'), text.size())); }

int order_of_numbers(std::string_view& left, std::string_view& right) {
    drop_zeros(left);
    drop_zeros(right);
    const std::string_view one = take(left, &is_digit);
    const std::string_view other = take(right, &is_digit);
    return one.size() != other.size() ? order(one.size(), other.size()) : one.compare(other);
}

/// What no rule speaks of counts for nothing.
void drop_others(std::string_view& text) {
    const auto known = [](char c) { return is_digit(c) || is_letter(c) || c == '~' || c == '.'; };
    text.remove_prefix(static_cast<std::size_t>(std::find_if(text.begin(), text.end(), known) - text.begin()));
}

/// Whether either begins with `mark`, which makes it the older one. Both: it is skipped.
bool told_apart(std::string_view& left, std::string_view& right, char mark, int& told) {
    const bool one = first(left) == mark;
    const bool other = first(right) == mark;
    told = order(other ? 1 : 0, one ? 1 : 0);
    if (one && other) {
        left.remove_prefix(1);
        right.remove_prefix(1);
    }
    return told != 0;
}

}  // namespace

bool is_image_version(std::string_view text) {
    const auto good = [](char c) { return is_digit(c) || is_letter(c) || c == '.' || c == '~'; };
    return !text.empty() && text.size() <= kMaxImageVersionCharacters && is_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), good);
}

int compare_image_versions(std::string_view left, std::string_view right) {
    int told = 0;
    for (;;) {
        drop_others(left);
        drop_others(right);
        if (told_apart(left, right, '~', told)) return told;
        if (left.empty() || right.empty()) return order(left.size(), right.size());
        if (told_apart(left, right, '.', told)) return told;
        if (is_digit(first(left)) || is_digit(first(right))) {
            told = order_of_numbers(left, right);
        } else {
            told = take(left, &is_letter).compare(take(right, &is_letter));
        }
        if (told != 0) return told;
    }
}

const ImagePart* part_of(const MachineImage& image, ImagePart::Kind kind) {
    const auto found = std::find_if(image.parts().begin(), image.parts().end(),
                                    [&](const ImagePart& part) { return part.kind() == kind; });
    return found == image.parts().end() ? nullptr : &*found;
}

Result<MachineImage> parse_machine_image(ByteView bytes) {
    constexpr std::size_t kMost = 4096;
    auto image = TRY(parse_bounded<MachineImage>(bytes, kMost));
    Checker check;
    check_machine_image(check, image);
    TRY(check.status());
    return image;
}

void check_machine_image(Checker& check, const MachineImage& image) {
    check.require(is_image_version(image.version()), "image.version");
    check.count(image.parts_size(), static_cast<int>(kImageParts.size()), "image.parts");
    for (const ImagePart& part : image.parts()) {
        check.bytes_exactly(part.sha256(), crypto::kDigestBytes, "image.part.sha256");
        check.range(part.size(), 1, kMaxImagePartBytes, "image.part.size");
    }
    for (const ImagePartName& each : kImageParts)
        check.require(part_of(image, each.kind) != nullptr, "image.parts lack one");
}

}  // namespace dayroom::wire
