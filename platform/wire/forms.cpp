#include "platform/wire/forms.h"

namespace dayroom::wire {
namespace {

using LocalTexts = google::protobuf::RepeatedPtrField<LocalText>;

forms::Texts texts_from(const LocalTexts& from) {
    forms::Texts texts;
    for (const LocalText& text : from) texts.push_back({text.language(), text.text()});
    return texts;
}

void texts_to(const forms::Texts& from, LocalTexts& to) {
    for (const forms::Text& text : from) {
        LocalText& added = *to.Add();
        added.set_language(text.language);
        added.set_text(text.text);
    }
}

// The numbers of both are the same.
static_assert(static_cast<int>(forms::FieldKind::kText) == Form::Field::TEXT);
static_assert(static_cast<int>(forms::FieldKind::kYesNo) == Form::Field::YES_NO);
static_assert(static_cast<int>(forms::Compare::kIs) == Form::Condition::IS);
static_assert(static_cast<int>(forms::Compare::kAtMost) == Form::Condition::AT_MOST);
static_assert(static_cast<int>(forms::FeeWhen::kOnSubmission) == Form::FEE_ON_SUBMISSION);

Result<forms::Condition> condition_from(const Form::Condition& from) {
    if (!Form::Condition::Compare_IsValid(from.compare()) || from.compare() == Form::Condition::COMPARE_UNSPECIFIED)
        return Error(ErrorCode::kUnsupported, "condition.compare is unknown");
    return forms::Condition{from.field(),
                            static_cast<forms::Compare>(from.compare()),
                            {from.values().begin(), from.values().end()},
                            from.number()};
}

Result<forms::Field> field_from(const Form::Field& from) {
    if (!Form::Field::Kind_IsValid(from.kind()) || from.kind() == Form::Field::FIELD_UNSPECIFIED)
        return Error(ErrorCode::kUnsupported, "field.kind is unknown");
    forms::Field field;
    field.code = from.code();
    field.kind = static_cast<forms::FieldKind>(from.kind());
    field.label = texts_from(from.label());
    field.help = texts_from(from.help());
    field.required = from.required();
    field.max_characters = from.max_characters();
    for (const Form::Choice& choice : from.choices())
        field.choices.push_back({choice.code(), texts_from(choice.label()), choice.icon()});
    if (from.has_least()) field.least = from.least();
    if (from.has_most()) field.most = from.most();
    for (const Form::Condition& condition : from.show_when()) field.show_when.push_back(TRY(condition_from(condition)));
    return field;
}

void condition_to(const forms::Condition& from, Form::Condition& condition) {
    condition.set_field(from.field);
    condition.set_compare(static_cast<Form::Condition::Compare>(from.compare));
    for (const std::string& value : from.values) condition.add_values(value);
    condition.set_number(from.number);
}

void field_to(const forms::Field& from, Form::Field& field) {
    field.set_code(from.code);
    field.set_kind(static_cast<Form::Field::Kind>(from.kind));
    texts_to(from.label, *field.mutable_label());
    texts_to(from.help, *field.mutable_help());
    field.set_required(from.required);
    field.set_max_characters(from.max_characters);
    for (const forms::Choice& choice : from.choices) {
        Form::Choice& added = *field.add_choices();
        added.set_code(choice.code);
        texts_to(choice.label, *added.mutable_label());
        added.set_icon(choice.icon);
    }
    if (from.least) field.set_least(*from.least);
    if (from.most) field.set_most(*from.most);
    for (const forms::Condition& condition : from.show_when) condition_to(condition, *field.add_show_when());
}

}  // namespace

Result<forms::Form> form_from_wire(const Form& from) {
    if (!Form::FeeWhen_IsValid(from.fee_when())) return Error(ErrorCode::kUnsupported, "fee_when is unknown");
    forms::Form form;
    form.code = from.code();
    form.revision = from.revision();
    form.icon = from.icon();
    form.name = texts_from(from.name());
    form.explanation = texts_from(from.explanation());
    form.warning = texts_from(from.warning());
    for (const Form::Field& field : from.fields()) form.fields.push_back(TRY(field_from(field)));
    form.fee = {static_cast<forms::FeeWhen>(from.fee_when()), from.price_code(), from.may_create_obligation(),
                from.fee_when_declined()};
    for (const Form::Condition& condition : from.fee_waived_when())
        form.fee.waived_when.push_back(TRY(condition_from(condition)));
    form.role = from.role();
    form.answer_within_hours = from.answer_within_hours();
    form.weekend_answer_within_hours = from.weekend_answer_within_hours();
    form.reply_within_hours = from.reply_within_hours();
    form.units.assign(from.unit_ids().begin(), from.unit_ids().end());
    for (const Form::Level& level : from.next_levels())
        form.next_levels.push_back(
            {level.role(), level.answer_within_hours(), texts_from(level.name()), level.urgent_answer_within_hours()});
    form.appeals = from.appeals();
    form.appeal_within_days = from.appeal_within_days();
    form.urgent_answer_within_hours = from.urgent_answer_within_hours();
    return form;
}

Form form_to_wire(const forms::Form& from) {
    Form form;
    form.set_code(from.code);
    form.set_revision(from.revision);
    form.set_icon(from.icon);
    texts_to(from.name, *form.mutable_name());
    texts_to(from.explanation, *form.mutable_explanation());
    texts_to(from.warning, *form.mutable_warning());
    for (const forms::Field& field : from.fields) field_to(field, *form.add_fields());
    form.set_fee_when(static_cast<Form::FeeWhen>(from.fee.when));
    form.set_price_code(from.fee.price_code);
    form.set_may_create_obligation(from.fee.may_owe);
    form.set_fee_when_declined(from.fee.when_declined);
    for (const forms::Condition& condition : from.fee.waived_when) condition_to(condition, *form.add_fee_waived_when());
    form.set_role(from.role);
    form.set_answer_within_hours(from.answer_within_hours);
    form.set_weekend_answer_within_hours(from.weekend_answer_within_hours);
    form.set_reply_within_hours(from.reply_within_hours);
    for (const std::string& unit : from.units) form.add_unit_ids(unit);
    for (const forms::Level& level : from.next_levels) {
        Form::Level& added = *form.add_next_levels();
        added.set_role(level.role);
        added.set_answer_within_hours(level.answer_within_hours);
        texts_to(level.name, *added.mutable_name());
        added.set_urgent_answer_within_hours(level.urgent_answer_within_hours);
    }
    form.set_appeals(from.appeals);
    form.set_appeal_within_days(from.appeal_within_days);
    form.set_urgent_answer_within_hours(from.urgent_answer_within_hours);
    return form;
}

forms::Answers answers_from_wire(const google::protobuf::RepeatedPtrField<Answer>& from) {
    forms::Answers answers;
    for (const Answer& answer : from) answers.push_back({answer.field(), answer.value()});
    return answers;
}

}  // namespace dayroom::wire
