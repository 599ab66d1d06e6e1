#include "terminal/diagnostics/door_model.h"

namespace dayroom::diagnostics {
namespace {

std::string locked_words(std::int64_t until_ms, const ui::Texts& texts) {
    return texts("diagnostics.locked_until", {{"time", texts.time(Timestamp::from_ms(until_ms))}});
}

}  // namespace

std::string door_problem(const std::optional<local::Problem>& refusal, const local::Door& door, bool stick,
                         const ui::Texts& texts, Timestamp now) {
    if (refusal && refusal->locked_until_ms() > now.ms()) return locked_words(refusal->locked_until_ms(), texts);
    if (refusal) {
        std::string words = texts.of_code("problem.", refusal->code(), "problem.try_again");
        if (refusal->attempts_left() > 0)
            words += " " + texts("diagnostics.tries_left", {{"count", refusal->attempts_left()}});
        return words;
    }
    if (door.locked_until_ms() > now.ms()) return locked_words(door.locked_until_ms(), texts);
    if (stick && !door.refusal_code().empty())
        return texts.of_code("problem.", door.refusal_code(), "problem.technician_none");
    return {};
}

}  // namespace dayroom::diagnostics
