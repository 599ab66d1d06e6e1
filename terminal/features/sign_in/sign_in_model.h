// The steps of signing in, without any PIN digit: those live in a locked buffer that the screen holds. Pure.
#pragma once

#include <string>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr std::size_t kMaxNumberDigits = 12;
/// Nobody has this number: it leads to the technicians' way in, which shows nowhere.
inline constexpr std::string_view kTechnicianNumber = "000000000000";
inline constexpr int kDefaultPinMin = 4;
inline constexpr int kDefaultPinMax = 8;

enum class SignInStep {
    kNumber,   // typing the resident number
    kPin,      // typing the PIN
    kWaiting,  // the agent is checking
    kNewPin,   // the first PIN must be replaced
    kRepeatPin,
    kSaving,  // the agent is changing the PIN
};

/// The state between two answers. The screen sends a SignIn when a step becomes kWaiting or kSaving.
struct SignInModel {
    SignInStep step = SignInStep::kNumber;
    std::string number;
    std::string problem;  // one plain sentence beside the pad; empty: none
    std::int64_t locked_until_ms = 0;
    int place = 0;  // in line, just taken; 0: none
    int before = 0;

    bool number_complete() const { return !number.empty(); }
};

/// What the person reads for a refusal: attempts left, locked until when, not here, a weak PIN, no agent.
std::string problem_words(const local::Problem& problem, const ui::Texts& texts, Timestamp now);

/// How long and how often one may sit here, for the signed-out screen; empty: as long as one wants.
std::string turn_words(const local::Status& status, const ui::Texts& texts);

/// "Serviced on June 3"; empty: not lately.
std::string serviced_words(const local::Status& status, const ui::Texts& texts, Timestamp now);

/// Who waits for this terminal, and whose turn it is; empty: nobody, or there is no line.
std::string line_words(const local::Status& status, const ui::Texts& texts, Timestamp now);
/// "You are number 4. 2 people are before you."; empty: no place was taken.
std::string place_words(const SignInModel& model, const ui::Texts& texts);

/// The step after an answer. A refused PIN goes back to the PIN, an unknown person or a lock to the number, a weak new
/// PIN to the new PIN. `done` is set when the person is signed in.
struct SignInStepResult {
    SignInModel model;
    bool done = false;
};
SignInStepResult after_answer(SignInModel model, const local::ToTerminal& answer, const ui::Texts& texts,
                              Timestamp now);

struct PinLimits {
    int min = kDefaultPinMin;
    int max = kDefaultPinMax;
};
/// The facility's, kept within 4–12.
PinLimits pin_limits(const local::Status& status);

}  // namespace dayroom::features
