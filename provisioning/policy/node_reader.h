// One object of a policy file, member by member. What is missing, wrong or unknown goes on a list with its place, and
// reading goes on: whoever writes the file sees everything at once.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "platform/forms/form.h"
#include "provisioning/policy/json_text.h"

namespace dayroom::provisioning {

class ProblemList {
public:
    static constexpr std::size_t kMost = 100;
    void add(JsonPlace place, std::string words) {
        if (problems_.size() < kMost) problems_.push_back({place, std::move(words)});
    }
    bool empty() const { return problems_.empty(); }
    /// In the order of the file.
    std::vector<JsonProblem> take();

private:
    std::vector<JsonProblem> problems_;
};

class NodeReader {
public:
    /// `node` and `problems` outlive it. A node that is no object reads as an empty one, and is told.
    NodeReader(const JsonNode& node, ProblemList& problems);

    JsonPlace place() const { return node_.place; }
    JsonPlace place_of(const std::string& name) const;
    bool has(const std::string& name) const { return find(name) != nullptr; }
    void wrong(const std::string& name, std::string words) {
        problems_.add(place_of(name), "\"" + name + "\" " + words);
    }

    /// The member, or nothing; `required`: that is told.
    const JsonNode* member(const std::string& name, JsonNode::Kind kind, bool required);
    std::string text(const std::string& name, std::size_t most, bool required);
    /// a-z, 0-9, '_', '.', '-'.
    std::string code(const std::string& name, bool required);
    std::int64_t number(const std::string& name, std::int64_t least, std::int64_t most, bool required);
    std::optional<std::int64_t> maybe_number(const std::string& name, std::int64_t least, std::int64_t most);
    bool flag(const std::string& name);
    /// {"en": "…", "es": "…"}; "en" must be there.
    forms::Texts texts(const std::string& name, std::size_t most, bool required);
    /// The objects of a list, each to be read.
    std::vector<const JsonNode*> list(const std::string& name, std::size_t most, bool required);
    std::vector<std::string> codes(const std::string& name, std::size_t most);
    /// Last: names that nobody asked for.
    void done();

private:
    const JsonMember* find(const std::string& name) const;
    const JsonNode& node_;
    ProblemList& problems_;
    std::set<std::string> asked_;
};

}  // namespace dayroom::provisioning
