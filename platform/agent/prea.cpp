#include "platform/agent/prea.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/wire/check.h"

namespace dayroom::agent {
namespace {

constexpr std::size_t kMaxLanguageBytes = wire::kMaxLanguageTagCharacters;

bool may_write(const wire::PreaStatement& statement, Timestamp now) {
    return !statement.box_key().empty() && statement.not_after_ms() > now.ms();
}

}  // namespace

Result<std::optional<wire::PreaStatement>> prea_statement(const PreaContext& context) {
    auto kept = TRY(context.device.prea().kept());
    for (const wire::PreaBody& body : TRY(context.device.prea_bodies())) {
        const auto statement = wire::verify_prea_statement(body, context.root, context.facility);
        if (!statement.ok() || (kept && statement->serial() <= kept->serial)) continue;
        TRY(context.device.prea().keep(body, statement->serial(), statement->box_key(), context.now));
        kept = TRY(context.device.prea().kept());
    }
    if (!kept) return std::optional<wire::PreaStatement>();
    return std::optional(TRY(wire::verify_prea_statement(kept->body, context.root, context.facility)));
}

Result<bool> prea_offered(const PreaContext& context) {
    const auto statement = TRY(prea_statement(context));
    return statement && (statement->hotlines_size() > 0 || may_write(*statement, context.now));
}

Answer answer_prea(const PreaContext& context) {
    local::ToTerminal answer;
    local::Prea& prea = *answer.mutable_prea();
    const auto statement = TRY(prea_statement(context));
    if (!statement) return answer;
    for (const auto& hotline : statement->hotlines()) {
        auto* out = prea.add_hotlines();
        copy_texts(hotline.name(), out->mutable_name());
        out->set_phone(hotline.phone());
        copy_texts(hotline.note(), out->mutable_note());
    }
    prea.set_inside_form_code(statement->inside_form_code());
    if (!may_write(*statement, context.now)) return answer;
    const auto kept = TRY(context.device.prea().kept());
    prea.set_may_write(true);
    prea.set_body_name(statement->name());
    prea.set_fingerprint(wire::prea_fingerprint(TRY(crypto::BoxPublic::from_bytes(statement->box_key()))));
    prea.set_key_since_ms(kept->key_since.ms());
    prea.set_text_bytes_max(static_cast<int>(wire::kMaxPreaTextBytes));
    prea.set_delay_minutes(statement->delay_minutes());
    return answer;
}

Result<PreaRecipient> prea_recipient(const PreaContext& context) {
    const auto statement = TRY(prea_statement(context));
    if (!statement || !may_write(*statement, context.now))
        return Error(ErrorCode::kUnavailable, "no outside body to write to", "prea_no_key");
    return PreaRecipient{TRY(crypto::BoxPublic::from_bytes(statement->box_key())), statement->delay_minutes()};
}

Result<ClosedReport> close_report(const PreaRecipient& to, const FacilityId& facility, const Secret& text,
                                  const std::string& language, const Secret& code, Random& random) {
    if (text.empty()) return Error(ErrorCode::kInvalid, "an empty report", "prea_empty");
    if (text.size() > wire::kMaxPreaTextBytes) return Error(ErrorCode::kTooLarge, "a long report", "prea_too_long");
    if (!utf8::is_valid(as_text(text.bytes())) || language.size() > kMaxLanguageBytes)
        return Error(ErrorCode::kInvalid, "a report that is not text");
    Secret own = code.empty() ? wire::make_prea_code(random) : TRY(wire::read_prea_code(code.bytes()));
    const auto address = TRY(wire::prea_answer_address(own, facility));
    wire::PreaReport report;
    report.set_facility_id(facility.raw());
    report.set_language(language);
    report.set_text(std::string(as_text(text.bytes())));
    report.set_answer_key(address.key.public_key().raw());
    report.set_answer_tag(address.tag);
    auto box = wire::close_prea_report(report, to.key);
    wipe(*report.mutable_text());
    wire::PreaBox out;
    Bytes id(wire::kPreaIdBytes);
    random.fill(id);
    out.set_id(to_string(id));
    out.set_key_id(wire::prea_key_id(to.key));
    out.set_box(to_string(TRY(std::move(box))));
    return ClosedReport{std::move(out), std::move(own)};
}

Timestamp delivery_time(const PreaRecipient& to, Timestamp now, Random& random) {
    const auto most = static_cast<std::uint64_t>(std::max(to.delay_minutes, 0)) * 60'000;
    return now + Milliseconds(static_cast<std::int64_t>(random.below(most + 1)));
}

Result<local::ToTerminal> open_answers(store::DeviceStore& device, const wire::PreaAnswerAddress& address) {
    local::ToTerminal reply;
    local::PreaAnswers& answers = *reply.mutable_prea_answers();
    for (const wire::PreaAnswer& sealed : TRY(device.prea_answers())) {
        if (sealed.tag() != address.tag) continue;
        // What was not closed to this code's key did not come from whoever read the report.
        auto opened = wire::open_prea_answer(as_bytes(sealed.box()), address.key);
        if (!opened.ok()) continue;
        auto* out = answers.add_answers();
        out->set_text(opened->text());
        out->set_written_ms(opened->written_ms());
        wipe(*opened->mutable_text());
    }
    std::sort(answers.mutable_answers()->begin(), answers.mutable_answers()->end(),
              [](const auto& left, const auto& right) { return left.written_ms() > right.written_ms(); });
    return reply;
}

}  // namespace dayroom::agent
