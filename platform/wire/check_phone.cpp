#include "platform/wire/check_phone.h"

#include "platform/wire/check.h"

namespace dayroom::wire {
namespace {

/// "+" and digits: the rules of numbers and prefixes are platform/rules/phone_rates.h.
void check_number(Checker& check, const std::string& number, std::size_t least_digits, std::string_view field) {
    check.require(number.size() > least_digits && number.size() <= kMaxPhoneDigits + 1 && number.front() == '+' &&
                      number.find_first_not_of("0123456789", 1) == std::string::npos,
                  field);
}

void check_rate(Checker& check, const PhoneTerms::Rate& rate) {
    check.required_code(rate.code(), "rate.code");
    check.local_texts(rate.name(), kMaxLineCharacters, true, "rate.name");
    check.count(rate.prefixes_size(), kMaxPhonePrefixes, "rate.prefixes");
    for (const std::string& prefix : rate.prefixes()) check_number(check, prefix, 0, "rate.prefix is no prefix");
    check.price(rate.minute_mills(), "rate.minute_mills");
    check.price(rate.connection_cents(), "rate.connection_cents");
    check.price(rate.most_cents(), "rate.most_cents");
    check.range(rate.most_minutes(), 0, kMaxCallMinutes, "rate.most_minutes");
    check.optional_time(rate.valid_from_ms(), "rate.valid_from_ms");
    check.optional_time(rate.valid_to_ms(), "rate.valid_to_ms");
}

}  // namespace

void check_body(Checker& check, const PhoneTerms& body) {
    check.count(body.rates_size(), kMaxPhoneRates, "rates");
    for (const PhoneTerms::Rate& rate : body.rates()) check_rate(check, rate);
    check.range(body.numbers_max(), 0, kMaxPhoneNumbers, "numbers_max");
    check.range(body.changes_max(), 0, kMaxPhoneNumbers, "changes_max");
    check.range(body.change_days(), 0, kMaxChangeDays, "change_days");
    check.local_texts(body.note(), kMaxLineCharacters, false, "note");
}

void check_body(Checker& check, const PhoneNumber& body) {
    check.required_text(body.name(), kMaxNameCharacters, "name");
    check.code(body.relationship(), "relationship");
    check_number(check, body.number(), kMinPhoneDigits, "number is no phone number");
    if (!PhoneNumber::State_IsValid(body.state()) || body.state() == PhoneNumber::PHONE_NUMBER_UNSPECIFIED)
        check.unsupported("phone_number.state is unknown");
    check.optional_time(body.asked_ms(), "asked_ms");
    check.optional_time(body.decided_ms(), "decided_ms");
    check.text(body.reason(), kMaxLineCharacters, "reason");
}

void check_body(Checker& check, const PhoneCall& body) {
    check.optional_id(body.number_id(), "number_id");
    check_number(check, body.number(), kMinPhoneDigits, "number is no phone number");
    check.text(body.name(), kMaxNameCharacters, "name");
    check.time(body.began_ms(), "began_ms");
    check.range(body.seconds(), 0, kMaxCallMinutes * 60, "seconds");
    check.code(body.rate(), "rate");
    check.not_negative(body.charged_cents(), "charged_cents");
    check.code(body.end_code(), "end_code");
    check.not_negative(body.given_back_cents(), "given_back_cents");
    check.require(body.given_back_cents() <= body.charged_cents(), "more was given back than charged");
    check.optional_time(body.given_back_ms(), "given_back_ms");
    check.text(body.record(), kMaxNameCharacters, "record");
}

void check_body(Checker& check, const PhoneStanding& body) {
    check.count(body.changed_ms_size(), kMaxPhoneChanges, "changed_ms");
    for (const std::int64_t at : body.changed_ms()) check.time(at, "changed_ms");
}

void check_body(Checker& check, const RequestPhoneNumber& body) {
    check.id(body.number_id(), "number_id");
    check.required_text(body.name(), kMaxNameCharacters, "name");
    check.required_code(body.relationship(), "relationship");
    check_number(check, body.number(), kMinPhoneDigits, "number is no phone number");
}

void check_body(Checker& check, const ChangePhoneNumber& body) {
    check.id(body.number_id(), "number_id");
    check.require(
        ChangePhoneNumber::Change_IsValid(body.change()) && body.change() != ChangePhoneNumber::CHANGE_UNSPECIFIED,
        "change is unknown");
}

}  // namespace dayroom::wire
