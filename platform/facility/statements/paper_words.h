// What is printed, in one language: the words of assets/paper/<language>.json, which are part of the program. Each file
// is a flat JSON object, key → text; "{name}" in a text stands for an argument. Every language has every key:
// scripts/lint and a test hold that. The terminal's sentences are another catalog (assets/text); what both say of money
// is worded the same there.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::facility {

class PaperWords {
public:
    struct Argument {
        std::string_view name;
        std::string_view value;
    };

    /// Those of a language (BCP 47), else of the language that it is a kind of ("es" for "es-MX"), else English.
    /// kCorrupt: a catalog is malformed, which a test rules out.
    static Result<PaperWords> in(std::string_view language);
    /// Of every catalog, in no order.
    static Result<std::vector<PaperWords>> all();

    const std::string& language() const { return language_; }
    /// The text with its arguments filled in; a key that is not there reads as itself.
    std::string operator()(std::string_view key, std::initializer_list<Argument> arguments = {}) const;
    /// The same of `family` + `code` when there is such a key, else of `otherwise`: for codes that facilities make up.
    std::string of_code(std::string_view family, std::string_view code, std::string_view otherwise) const;
    const std::map<std::string, std::string, std::less<>>& texts() const { return texts_; }

private:
    PaperWords() = default;
    static Result<PaperWords> parse(std::string_view json);

    std::string language_;
    std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace dayroom::facility
