#include "platform/forms/changes.h"

#include <algorithm>

namespace dayroom::forms {
namespace {

/// FNV-1a, 64 bits: tells versions of one form apart, nothing more.
class Print {
public:
    void add(std::string_view bytes) {
        for (const char c : bytes) step(static_cast<unsigned char>(c));
        step(0xff);  // in no code and no UTF-8
    }
    void add(std::int64_t number) { add(std::string_view(std::to_string(number))); }
    std::uint64_t value() const { return value_; }

private:
    void step(unsigned char byte) { value_ = (value_ ^ byte) * 1'099'511'628'211ULL; }
    std::uint64_t value_ = 14'695'981'039'346'656'037ULL;
};

}  // namespace

std::uint64_t print_of(const Field& field) {
    Print print;
    print.add(std::string_view(name_of(field.kind)));
    print.add(field.required ? 1 : 0);
    print.add(std::int64_t{field.max_characters});
    for (const Choice& choice : field.choices) print.add(choice.code);
    for (const auto& limit : {field.least, field.most}) {
        print.add(limit ? 1 : 0);
        print.add(limit.value_or(0));
    }
    for (const Condition& condition : field.show_when) {
        print.add(condition.field);
        print.add(std::string_view(name_of(condition.compare)));
        for (const std::string& value : condition.values) print.add(value);
        print.add(condition.number);
    }
    return print.value();
}

std::vector<AskedField> remember_asked(const Form& form, std::string_view language) {
    std::vector<AskedField> asked;
    for (const Field& field : form.fields) asked.push_back({field.code, pick(field.label, language), print_of(field)});
    return asked;
}

FormChanges changes_since(const std::vector<AskedField>& asked, const Answers& answers, const Form& now) {
    FormChanges changes;
    for (const Field& field : now.fields) {
        const auto before =
            std::find_if(asked.begin(), asked.end(), [&](const AskedField& each) { return each.field == field.code; });
        if (before == asked.end()) {
            changes.added.push_back(&field);
        } else if (before->print != print_of(field)) {
            changes.changed.push_back(&field);
        }
    }
    for (const Answer& answer : answers) {
        if (answer.value.empty() || now.find(answer.field) != nullptr) continue;
        const auto before = std::find_if(asked.begin(), asked.end(),
                                         [&](const AskedField& each) { return each.field == answer.field; });
        if (before != asked.end()) changes.dropped.emplace_back(before->label, answer.value);
    }
    return changes;
}

}  // namespace dayroom::forms
