// JSON that people write, read with the place of everything, so that what is wrong can be told by line and column.
// Whole numbers only; a name stands in an object once. Bounded in size and depth.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::provisioning {

struct JsonPlace {
    int line = 1;
    int column = 1;  // in code points
};

/// What is wrong, where.
struct JsonProblem {
    JsonPlace place;
    std::string words;
};
/// "line 12, column 5: …", in the order of the file; never empty text.
std::string problem_line(const JsonProblem& problem);

struct JsonMember;
struct JsonNode {
    enum class Kind : std::uint8_t { kNull, kFlag, kNumber, kText, kList, kObject };
    Kind kind = Kind::kNull;
    JsonPlace place;
    bool flag = false;
    std::int64_t number = 0;
    std::string text;
    std::vector<JsonNode> items;
    std::vector<JsonMember> members;
};
struct JsonMember {
    std::string name;
    JsonPlace place;
    JsonNode value;
};

/// Nothing but the root's value, and perhaps space around it. On failure `problem` says the first thing that is wrong.
Result<JsonNode> read_json_text(std::string_view text, JsonProblem& problem);

}  // namespace dayroom::provisioning
