#include "platform/wire/checker.h"

#include <vector>

#include "platform/base/id.h"
#include "platform/base/utf8.h"
#include "platform/money/money.h"
#include "platform/wire/limits.h"

namespace dayroom::wire {
namespace {

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7f;
}

bool is_code_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

std::string named(std::string_view field, std::string_view problem) {
    return std::string(field) + " " + std::string(problem);
}

// Messages nest a handful deep by the .proto; the parser itself refuses more than 100.
bool has_unknown_fields(const google::protobuf::Message& message) {
    const auto* reflection = message.GetReflection();
    if (!reflection->GetUnknownFields(message).empty()) return true;
    std::vector<const google::protobuf::FieldDescriptor*> fields;
    reflection->ListFields(message, &fields);
    for (const auto* field : fields) {
        if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
        if (!field->is_repeated()) {
            if (has_unknown_fields(reflection->GetMessage(message, field))) return true;
            continue;
        }
        for (int i = 0; i < reflection->FieldSize(message, field); ++i)
            if (has_unknown_fields(reflection->GetRepeatedMessage(message, field, i))) return true;
    }
    return false;
}

}  // namespace

void Checker::id(const std::string& value, std::string_view field) {
    if (!Id<struct AnyTag>::from_bytes(value).ok()) fail(ErrorCode::kInvalid, named(field, "is no id of 16 bytes"));
}

void Checker::optional_id(const std::string& value, std::string_view field) {
    if (!value.empty()) id(value, field);
}

void Checker::bytes_exactly(const std::string& value, std::size_t size, std::string_view field) {
    if (value.size() != size) fail(ErrorCode::kInvalid, named(field, "must have " + std::to_string(size) + " bytes"));
}

void Checker::bytes_between(const std::string& value, std::size_t least, std::size_t most, std::string_view field) {
    if (value.size() > most)
        fail(ErrorCode::kTooLarge, named(field, "may have " + std::to_string(most) + " bytes"));
    else if (value.size() < least)
        fail(ErrorCode::kInvalid, named(field, "must have " + std::to_string(least) + " bytes"));
}

void Checker::text(const std::string& value, std::size_t most, std::string_view field) {
    // No code point takes fewer than one byte or more than four: cheap refusal before counting.
    if (value.size() > most * 4) return fail(ErrorCode::kTooLarge, named(field, "is too long"));
    if (!utf8::is_valid(value)) return fail(ErrorCode::kInvalid, named(field, "is not UTF-8"));
    if (utf8::length(value) > most) return fail(ErrorCode::kTooLarge, named(field, "is too long"));
    for (const char c : value)
        if (is_control(c)) return fail(ErrorCode::kInvalid, named(field, "holds a control character"));
}

void Checker::required_text(const std::string& value, std::size_t most, std::string_view field) {
    require(!value.empty(), named(field, "is empty"));
    text(value, most, field);
}

void Checker::code(const std::string& value, std::string_view field) {
    if (value.size() > kMaxCodeCharacters) return fail(ErrorCode::kTooLarge, named(field, "is too long"));
    for (const char c : value)
        if (!is_code_char(c)) return fail(ErrorCode::kInvalid, named(field, "is no code"));
}

void Checker::required_code(const std::string& value, std::string_view field) {
    require(!value.empty(), named(field, "is empty"));
    code(value, field);
}

void Checker::language(const std::string& value, std::string_view field) {
    if (value.size() > kMaxLanguageTagCharacters) return fail(ErrorCode::kTooLarge, named(field, "is too long"));
    for (const char c : value)
        if (!is_letter_or_digit(c) && c != '-') return fail(ErrorCode::kInvalid, named(field, "is no language"));
}

void Checker::resident_number(const std::string& value, std::string_view field) {
    if (value.empty() || value.size() > kMaxResidentNumberCharacters)
        return fail(ErrorCode::kInvalid, named(field, "has a wrong length"));
    for (const char c : value)
        if (!is_letter_or_digit(c) && c != '-') return fail(ErrorCode::kInvalid, named(field, "is no resident number"));
}

void Checker::pin(const std::string& value, std::string_view field) {
    if (value.size() < kMinPinDigits || value.size() > kMaxPinDigits)
        return fail(ErrorCode::kInvalid, named(field, "has a wrong length"));
    for (const char c : value)
        if (c < '0' || c > '9') return fail(ErrorCode::kInvalid, named(field, "is not made of digits"));
}

void Checker::receipt_code(const std::string& value, std::string_view field) {
    if (value.empty()) return;
    if (value.size() != kReceiptCodeCharacters) return fail(ErrorCode::kInvalid, named(field, "has a wrong length"));
    for (const char c : value)
        if (!is_letter_or_digit(c) || (c >= 'a' && c <= 'z'))
            return fail(ErrorCode::kInvalid, named(field, "is no receipt code"));
}

void Checker::count(int value, int most, std::string_view field) {
    if (value > most) fail(ErrorCode::kTooLarge, named(field, "may hold " + std::to_string(most)));
}

void Checker::range(std::int64_t value, std::int64_t least, std::int64_t most, std::string_view field) {
    if (value < least || value > most) fail(ErrorCode::kInvalid, named(field, "is out of range"));
}

void Checker::units(std::int64_t value, std::string_view field) {
    range(value, -kMaxLedgerUnits, kMaxLedgerUnits, field);
}
void Checker::not_negative(std::int64_t value, std::string_view field) { range(value, 0, kMaxLedgerUnits, field); }
void Checker::price(std::int64_t value, std::string_view field) { range(value, 0, kMaxCommandUnits, field); }
void Checker::time(std::int64_t value, std::string_view field) { range(value, 1, kMaxTimestampMs, field); }
void Checker::optional_time(std::int64_t value, std::string_view field) { range(value, 0, kMaxTimestampMs, field); }

void Checker::local_texts(const google::protobuf::RepeatedPtrField<LocalText>& texts, std::size_t most, bool required,
                          std::string_view field) {
    count(texts.size(), kMaxLanguages, field);
    bool english = false;
    for (const LocalText& item : texts) {
        language(item.language(), field);
        text(item.text(), most, field);
        english = english || item.language() == "en";
    }
    if (required || !texts.empty()) require(english, named(field, "lacks \"en\""));
}

void Checker::draft(const Draft& value) {
    bytes_between(value.box(), 1, kMaxDraftBoxBytes, "draft.box");
    time(value.saved_ms(), "draft.saved_ms");
}

void Checker::scope(const Scope& value) {
    require(ScopeKind_IsValid(value.kind()) && value.kind() != SCOPE_UNSPECIFIED, "scope.kind is unknown");
    id(value.id(), "scope.id");
}

void Checker::no_unknown_fields(const google::protobuf::Message& message) {
    if (!error_ && has_unknown_fields(message)) fail(ErrorCode::kInvalid, "unknown fields");
}

}  // namespace dayroom::wire
