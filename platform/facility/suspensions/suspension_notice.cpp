#include "platform/facility/suspensions/suspension_notice.h"

#include "platform/rules/calendar.h"

namespace dayroom::facility {
namespace {

constexpr Milliseconds kOpenEnded = std::chrono::hours(24 * 366);  // of the notice; the suspension has no end
constexpr Milliseconds kEndShown = std::chrono::hours(24 * 3);

enum class Subject : std::uint8_t { kMessages, kVisits, kVisitor };
struct Words {
    const char* language;
    const char* title;
    const char* text;
};
struct AllWords {
    Words begins[2];
    Words ends[2];
};
constexpr AllWords kWords[] = {
    {{{"en", "Messages are stopped",
       "Staff have stopped messages. You cannot send or get new messages in that time. You can still read your old "
       "messages."},
      {"es", "Los mensajes están suspendidos",
       "El personal suspendió los mensajes. En ese tiempo no puede enviar ni recibir mensajes nuevos. Puede leer los "
       "mensajes que ya tiene."}},
     {{"en", "Messages are open again", "You can send and get messages again."},
      {"es", "Los mensajes funcionan de nuevo", "Ya puede enviar y recibir mensajes otra vez."}}},
    {{{"en", "Visits are stopped",
       "Staff have stopped video visits. You cannot book a visit in that time. A visit that is booked stays until "
       "staff cancel it."},
      {"es", "Las visitas están suspendidas",
       "El personal suspendió las videovisitas. En ese tiempo no puede reservar visitas. Una visita ya reservada queda "
       "hasta que el personal la cancele."}},
     {{"en", "Visits are open again", "You can book video visits again."},
      {"es", "Las visitas funcionan de nuevo", "Ya puede reservar videovisitas otra vez."}}},
    {{{"en", "Visits with one visitor are stopped",
       "Staff have stopped video visits with this person. Visits with others are as before. A visit that is booked "
       "stays until staff cancel it."},
      {"es", "Las visitas con una persona están suspendidas",
       "El personal suspendió las videovisitas con esta persona. Las visitas con otras personas siguen igual. Una "
       "visita ya reservada queda hasta que el personal la cancele."}},
     {{"en", "Visits with one visitor are open again", "You can book video visits with this person again."},
      {"es", "Las visitas con una persona funcionan de nuevo",
       "Ya puede reservar videovisitas con esta persona otra vez."}}},
};
struct Labels {
    const char* visitor;
    const char* from;
    const char* until;
    const char* reason;
    const char* open_end;
    const char* not_coming;
};
constexpr Labels kLabels[] = {
    {"Visitor: ", "From: ", "Until: ", "Reason: ", "until staff say otherwise",
     "Staff have taken this back before it began."},
    {"Visitante: ", "Desde: ", "Hasta: ", "Motivo: ", "hasta que el personal diga otra cosa",
     "El personal la anuló antes de que comenzara."},
};

const AllWords& words_of(const StoredSuspension& suspension) {
    const Subject subject = suspension.visitor                           ? Subject::kVisitor
                            : suspension.what == SuspendedThing::kVisits ? Subject::kVisits
                                                                         : Subject::kMessages;
    return kWords[static_cast<std::size_t>(subject)];
}

void put_words(wire::Notice& notice, const Words& words, const std::string& after) {
    wire::LocalText& title = *notice.add_title();
    title.set_language(words.language);
    title.set_text(words.title);
    wire::LocalText& text = *notice.add_text();
    text.set_language(words.language);
    text.set_text(words.text + after);
}

/// The visitor alone, where it is about one.
std::string about(const StoredSuspension& suspension, const Labels& labels) {
    return suspension.visitor ? "\n\n" + std::string(labels.visitor) + suspension.visitor_name : std::string();
}

}  // namespace

wire::Notice notice_of_suspension(const StoredSuspension& suspension, const std::string& time_zone) {
    wire::Notice notice;
    for (std::size_t at = 0; at < std::size(kLabels); ++at) {
        const Labels& labels = kLabels[at];
        std::string after = about(suspension, labels) + "\n\n";
        if (suspension.from > suspension.made)
            after += labels.from + rules::minute_name(suspension.from, time_zone) + "\n";
        after += labels.until;
        after += suspension.until.is_set() ? rules::minute_name(suspension.until, time_zone) : labels.open_end;
        after += "\n\n" + std::string(labels.reason) + suspension.reason;
        put_words(notice, words_of(suspension).begins[at], after);
    }
    notice.set_valid_from_ms(suspension.made.ms());
    notice.set_valid_to_ms((suspension.until.is_set() ? suspension.until : suspension.from + kOpenEnded).ms());
    return notice;
}

wire::Notice notice_of_end(const StoredSuspension& suspension, Timestamp now) {
    wire::Notice notice;
    for (std::size_t at = 0; at < std::size(kLabels); ++at) {
        std::string after = about(suspension, kLabels[at]);
        if (suspension.from > now) after += "\n\n" + std::string(kLabels[at].not_coming);
        put_words(notice, words_of(suspension).ends[at], after);
    }
    notice.set_valid_from_ms(now.ms());
    notice.set_valid_to_ms((now + kEndShown).ms());
    return notice;
}

}  // namespace dayroom::facility
