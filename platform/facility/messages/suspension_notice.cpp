#include "platform/facility/messages/suspension_notice.h"

namespace dayroom::facility {
namespace {

constexpr Milliseconds kOpenEnded = std::chrono::hours(24 * 366);  // of the notice; the suspension has no end
constexpr Milliseconds kEndShown = std::chrono::hours(24 * 3);

struct Words {
    const char* language;
    const char* title;
    const char* text;
};
constexpr Words kBegins[] = {
    {"en", "Messages are stopped",
     "Staff have stopped messages. You cannot send or get new messages now. You can still read your old messages.\n\n"
     "Reason: "},
    {"es", "Los mensajes están suspendidos",
     "El personal suspendió los mensajes. Por ahora no puede enviar ni recibir mensajes nuevos. Puede leer los "
     "mensajes que ya tiene.\n\nMotivo: "},
};
constexpr Words kEnds[] = {
    {"en", "Messages are open again", "You can send and get messages again."},
    {"es", "Los mensajes funcionan de nuevo", "Ya puede enviar y recibir mensajes otra vez."},
};

template <std::size_t count>
void put_words(wire::Notice& notice, const Words (&all)[count], const std::string& after) {
    for (const Words& words : all) {
        wire::LocalText& title = *notice.add_title();
        title.set_language(words.language);
        title.set_text(words.title);
        wire::LocalText& text = *notice.add_text();
        text.set_language(words.language);
        text.set_text(words.text + after);
    }
}

}  // namespace

wire::Notice notice_of_suspension(const StoredSuspension& suspension) {
    wire::Notice notice;
    put_words(notice, kBegins, suspension.reason);
    notice.set_valid_from_ms(suspension.from.ms());
    notice.set_valid_to_ms((suspension.until.is_set() ? suspension.until : suspension.from + kOpenEnded).ms());
    return notice;
}

wire::Notice notice_of_end(Timestamp now) {
    wire::Notice notice;
    put_words(notice, kEnds, "");
    notice.set_valid_from_ms(now.ms());
    notice.set_valid_to_ms((now + kEndShown).ms());
    return notice;
}

}  // namespace dayroom::facility
