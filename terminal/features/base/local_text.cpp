#include "terminal/features/base/local_text.h"

#include "platform/base/utf8.h"

namespace dayroom::features {

std::string pick(const google::protobuf::RepeatedPtrField<local::LocalText>& texts, std::string_view language) {
    const local::LocalText* english = nullptr;
    for (const auto& text : texts) {
        if (text.language() == language) return text.text();
        if (text.language() == "en") english = &text;
    }
    if (english != nullptr) return english->text();
    return texts.empty() ? std::string() : texts.Get(0).text();
}

std::string initials(std::string_view name) {
    std::string letters;
    std::string last;
    int words = 0;
    bool at_start = true;
    while (!name.empty()) {
        const auto decoded = utf8::decode(name);
        if (decoded.code_point == U' ') {
            at_start = true;
        } else if (at_start) {
            at_start = false;
            std::string letter;
            utf8::append(letter, decoded.code_point);
            if (++words == 1)
                letters = letter;
            else
                last = letter;
        }
        name.remove_prefix(decoded.bytes);
    }
    return letters + last;
}

}  // namespace dayroom::features
