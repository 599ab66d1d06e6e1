// Which contacts may come as visitors, and what residents are told of a no.
#include "platform/facility/feed/plain_text.h"
#include "platform/facility/visits/visit_people.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr Milliseconds kRefusalShown = std::chrono::hours(24 * 14);

struct RefusalWords {
    const char* language;
    const char* title;
    const char* text;
    const char* visitor;
    const char* rule;
    const char* reason;
};
constexpr RefusalWords kRefusalWords[] = {
    {"en", "A visitor was not approved",
     "Staff have said no to this person as a visitor. Visits that were booked with them are cancelled, and the money "
     "for them comes back.",
     "Visitor: ", "Rule: ", "Reason: "},
    {"es", "No se aprobó a un visitante",
     "El personal no aprobó a esta persona como visitante. Las visitas ya reservadas con ella se cancelan y se "
     "devuelve "
     "su dinero.",
     "Visitante: ", "Regla: ", "Motivo: "},
};

Status check_line(std::string_view line, const char* what) {
    if (is_plain_line(line, wire::kMaxLineCharacters)) return {};
    return Error(ErrorCode::kInvalid, std::string(what) + " is one line of 1 to 400 characters.");
}

wire::Notice notice_of_refusal(const std::string& name, std::string_view rule, std::string_view reason, Timestamp now) {
    wire::Notice notice;
    for (const RefusalWords& words : kRefusalWords) {
        wire::LocalText& title = *notice.add_title();
        title.set_language(words.language);
        title.set_text(words.title);
        wire::LocalText& text = *notice.add_text();
        text.set_language(words.language);
        text.set_text(std::string(words.text) + "\n\n" + words.visitor + name + "\n" + words.rule + std::string(rule) +
                      "\n" + words.reason + std::string(reason));
    }
    notice.set_valid_from_ms(now.ms());
    notice.set_valid_to_ms((now + kRefusalShown).ms());
    return notice;
}

struct Whose {
    ResidentId resident;
    std::string name;
};

/// Writes what staff said of a contact as a visitor.
Result<Whose> set_standing(Work& work, const ContactId& contact, const VisitorStanding& standing) {
    auto whose = TRY(work.db().first(
        "UPDATE contact SET may_visit = $2, visit_refused = $3, visit_rule = $4, visit_reason = $5 WHERE id = $1 AND "
        "state <> 5 RETURNING resident, name",
        [](const database::Row& row) {
            return Whose{row.id<ResidentId>(0), row.string(1)};
        },
        contact, standing.may_visit, standing.refused, standing.rule, standing.reason));
    if (!whose) return Error(ErrorCode::kNotFound, "There is no such contact.");
    work.touch(Scope::resident(whose->resident), RecordKind::kContact, contact);
    return std::move(*whose);
}

}  // namespace

Status set_may_visit(Work& work, const ContactId& contact, bool may_visit) {
    TRY(set_standing(work, contact, {may_visit, false, {}, {}}));
    return work.audit(record::Event::kVisitChanged, contact, may_visit ? "may_visit" : "may_not_visit");
}

Status refuse_visitor(Work& work, Notices& notices, const ContactId& contact, std::string_view rule,
                      std::string_view reason) {
    TRY(check_line(rule, "A rule"));
    TRY(check_line(reason, "A reason"));
    const Whose whose = TRY(set_standing(work, contact, {false, true, std::string(rule), std::string(reason)}));
    TRY(notices.create(work, work.make_id<NoticeId>(), Scope::resident(whose.resident),
                       notice_of_refusal(whose.name, rule, reason, work.now())));
    return work.audit(record::Event::kVisitChanged, contact, "visitor_refused");
}

Result<VisitorStanding> visitor_standing(database::Connection& connection, const ContactId& contact) {
    auto found = TRY(connection.first(
        "SELECT may_visit, visit_refused, visit_rule, visit_reason FROM contact WHERE id = $1",
        [](const database::Row& row) {
            return VisitorStanding{row.flag(0), row.flag(1), row.string(2), row.string(3)};
        },
        contact));
    return std::move(found).value_or(VisitorStanding());
}

Result<std::vector<PossibleVisitor>> possible_visitors(database::Connection& connection, const ResidentId& resident) {
    std::vector<PossibleVisitor> all;
    TRY(connection.each(
        "SELECT c.id, c.name, c.relationship, c.state, c.may_visit, c.visit_refused, c.visit_rule, c.visit_reason, "
        "(SELECT count(*) FROM visit v WHERE v.contact = c.id AND v.state IN (1, 2)) FROM contact c WHERE c.resident = "
        "$1 AND c.state <> 5 ORDER BY c.may_visit DESC, c.name, c.id",
        [&](const database::Row& row) {
            all.push_back({row.id<ContactId>(0),
                           row.string(1),
                           row.string(2),
                           static_cast<wire::Contact::State>(row.integer(3)),
                           {row.flag(4), row.flag(5), row.string(6), row.string(7)},
                           row.small(8)});
        },
        resident));
    return all;
}

}  // namespace dayroom::facility
