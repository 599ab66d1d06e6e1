#include "platform/wire/check_commissary.h"

#include <set>

#include "platform/wire/check.h"

namespace dayroom::wire {
namespace {

void check_codes(Checker& check, const google::protobuf::RepeatedPtrField<std::string>& codes, int most,
                 std::string_view field) {
    check.count(codes.size(), most, field);
    for (const std::string& code : codes) check.required_code(code, field);
}

void check_line(Checker& check, const OrderLine& line) {
    check.required_code(line.item(), "line.item");
    check.range(line.units(), 1, kMaxUnitsOfItem, "line.units");
    check.price(line.price_cents(), "line.price_cents");
    check.local_texts(line.name(), kMaxLineCharacters, true, "line.name");
    check.range(line.delivered(), 0, line.units(), "line.delivered");
    check.range(line.short_(), 0, line.units(), "line.short");
    check.range(line.refused(), 0, line.units(), "line.refused");
    check.require(line.delivered() + line.short_() + line.refused() <= line.units(), "a line hands over too many");
}

}  // namespace

void check_body(Checker& check, const CatalogCategory& body) {
    check.required_code(body.code(), "code");
    check.local_texts(body.name(), kMaxLineCharacters, true, "name");
    check.range(body.position(), 0, kMaxCatalogCategories, "position");
    check.range(body.max_units(), 0, kMaxUnitsOfItem, "max_units");
    check.price(body.max_cents(), "max_cents");
}

void check_body(Checker& check, const CatalogItem& body) {
    check.required_code(body.code(), "code");
    check.required_code(body.category(), "category");
    check.local_texts(body.name(), kMaxLineCharacters, true, "name");
    check.local_texts(body.note(), kMaxLineCharacters, false, "note");
    check_codes(check, body.allergens(), kMaxItemCodes, "allergens");
    check_codes(check, body.diets(), kMaxItemCodes, "diets");
    check.price(body.price_cents(), "price_cents");
    check.range(body.max_units(), 0, kMaxUnitsOfItem, "max_units");
    check.range(body.stock(), -1, INT32_MAX, "stock");
    if (body.has_picture()) check_photo(check, body.picture());
    check.range(body.position(), 0, kMaxCatalogItems, "position");
}

void check_body(Checker& check, const OrderWindow& body) {
    check.time(body.opens_ms(), "opens_ms");
    check.time(body.cut_off_ms(), "cut_off_ms");
    check.time(body.delivery_ms(), "delivery_ms");
    check.require(body.opens_ms() < body.cut_off_ms(), "cut_off_ms is not after opens_ms");
    check.require(body.cut_off_ms() <= body.delivery_ms(), "delivery_ms is before cut_off_ms");
}

void check_body(Checker& check, const CommissaryStanding& body) {
    check.code(body.spending_class(), "spending_class");
    check.not_negative(body.limit_cents(), "limit_cents");
    check.not_negative(body.used_cents(), "used_cents");
    check_codes(check, body.barred_items(), kMaxBarred, "barred_items");
    check_codes(check, body.barred_categories(), kMaxBarred, "barred_categories");
    check_codes(check, body.diets(), kMaxItemCodes, "diets");
    check.optional_time(body.barred_until_ms(), "barred_until_ms");
    check.optional_id(body.window_id(), "window_id");
}

void check_body(Checker& check, const Order& body) {
    check.id(body.window_id(), "window_id");
    if (!Order::State_IsValid(body.state()) || body.state() == Order::ORDER_UNSPECIFIED)
        check.unsupported("order.state is unknown");
    check.count(body.lines_size(), kMaxOrderLines, "lines");
    for (const OrderLine& line : body.lines()) check_line(check, line);
    check.not_negative(body.total_cents(), "total_cents");
    check.not_negative(body.charged_cents(), "charged_cents");
    check.not_negative(body.given_back_cents(), "given_back_cents");
    check.receipt_code(body.receipt_code(), "receipt_code");
    check.time(body.submitted_ms(), "submitted_ms");
    check.optional_time(body.changed_ms(), "changed_ms");
    check.time(body.cut_off_ms(), "cut_off_ms");
    check.time(body.delivery_ms(), "delivery_ms");
    check.optional_time(body.handed_over_ms(), "handed_over_ms");
    check.text(body.reason(), kMaxLineCharacters, "reason");
    check.range(body.revision(), 1, INT32_MAX, "revision");
}

void check_body(Checker& check, const Obligation& body) {
    check.required_code(body.code(), "code");
    check.text(body.legal_basis(), kMaxLineCharacters, "legal_basis");
    if (!Obligation::State_IsValid(body.state()) || body.state() == Obligation::OBLIGATION_UNSPECIFIED)
        check.unsupported("obligation.state is unknown");
    check.not_negative(body.owed_cents(), "owed_cents");
    check.not_negative(body.set_cents(), "set_cents");
    check.local_texts(body.name(), kMaxLineCharacters, false, "name");
}

void check_body(Checker& check, const MoveMoney& body) {
    check.id(body.transfer_id(), "transfer_id");
    check.require(MoveMoney::To_IsValid(body.to()) && body.to() != MoveMoney::TO_UNSPECIFIED, "to is unknown");
    check.price(body.cents(), "cents");
    check.require(body.cents() > 0, "cents is not positive");
    check.receipt_code(body.receipt_code(), "receipt_code");
}

void check_body(Checker& check, const SendMoney& body) {
    check.id(body.transfer_id(), "transfer_id");
    check.require(SendMoney::Purpose_IsValid(body.purpose()) && body.purpose() != SendMoney::PURPOSE_UNSPECIFIED,
                  "purpose is unknown");
    if (body.purpose() == SendMoney::TO_CONTACT)
        check.id(body.contact_id(), "contact_id");
    else
        check.require(body.contact_id().empty(), "release costs name a contact");
    check.price(body.cents(), "cents");
    check.require(body.cents() > 0, "cents is not positive");
    check.price(body.fee_seen_cents(), "fee_seen_cents");
    check.text(body.note(), kMaxLineCharacters, "note");
    check.receipt_code(body.receipt_code(), "receipt_code");
}

void check_body(Checker& check, const SetSpendBrake& body) { check.price(body.daily_cents(), "daily_cents"); }

void check_body(Checker& check, const SubmitOrder& body) {
    check.id(body.order_id(), "order_id");
    check.id(body.window_id(), "window_id");
    check.require(!body.lines().empty(), "an order of nothing");
    check.count(body.lines_size(), kMaxOrderLines, "lines");
    std::set<std::string_view> items;
    for (const SubmitOrder::Line& line : body.lines()) {
        check.required_code(line.item(), "line.item");
        check.require(items.insert(line.item()).second, "an item stands in two lines");
        check.range(line.units(), 1, kMaxUnitsOfItem, "line.units");
        check.price(line.price_seen_cents(), "line.price_seen_cents");
    }
    check.price(body.total_seen_cents(), "total_seen_cents");
    check.receipt_code(body.receipt_code(), "receipt_code");
    check.range(body.replaces_revision(), 0, INT32_MAX, "replaces_revision");
}

void check_body(Checker& check, const AcceptDelivery& body) {
    check.id(body.order_id(), "order_id");
    check.count(body.refused_size(), kMaxOrderLines, "refused");
    std::set<std::string_view> items;
    for (const AcceptDelivery::Refused& line : body.refused()) {
        check.required_code(line.item(), "refused.item");
        check.require(items.insert(line.item()).second, "an item stands in two lines");
        check.range(line.units(), 1, kMaxUnitsOfItem, "refused.units");
    }
}

}  // namespace dayroom::wire
