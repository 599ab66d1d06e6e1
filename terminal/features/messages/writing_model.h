// A message that is being written: its text and card, what it costs, what stands in its way, and what the confirmation
// says. It only repeats what is known here: the hub has the last word. Pure.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/random.h"
#include "platform/base/time.h"
#include "terminal/features/base/nonce.h"
#include "terminal/features/messages/bubble_model.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr std::size_t kMostCharacters = 30'000;  // that the protocol carries; a facility mostly allows fewer

/// What a person has written to one contact. The nonce is made once and kept with the draft, so that sending the same
/// thing again after a crash of either side never sends two.
struct Letter {
    std::string text;
    std::string card_id;
    std::string nonce;

    bool empty() const;  // nothing but blanks, and no card
};
Letter new_letter(Random& random);

/// Where the agent keeps the draft.
std::string letter_key(const std::string& contact_id);
/// The draft as the agent keeps it, and back. Nothing when the bytes are not a draft of ours.
std::string to_draft(const Letter& letter);
std::optional<Letter> letter_from_draft(const std::string& content);
/// Two texts in one: neither is lost, none is there twice.
std::string joined(const std::string& first, const std::string& second);

struct CardChoice {
    std::string id;
    std::string code;
    PhotoBox picture;   // its label is the card's name
    std::string price;  // "+ 1 credit"
};

/// Why it cannot be sent as it is.
enum class WriteProblem {
    kNone,
    kNotAllowed,  // by the agent's code: not approved, suspended, too much is waiting
    kNoPrices,
    kNoCredits,
    kTooLong,
    kEmpty,
};

struct WriteModel {
    std::string contact_name;
    bool prepaid = false;  // the contact has paid for it
    std::int64_t price = 0;
    std::string price_words;   // "1 credit", "Free", "Paid": big in the cost card
    std::string button_price;  // on the button that spends it; empty: it spends nothing
    std::string note;          // "You will have 5 credits left.", "Maria Delgado has paid for this reply."
    std::string as_of;         // offline: how old the number of credits is
    std::size_t limit = 0;     // characters
    std::size_t characters = 0;
    WriteProblem problem = WriteProblem::kNone;
    std::string problem_text;  // beside its cause, with what to do; empty with kNone and kEmpty
    std::vector<CardChoice> cards;
    std::optional<CardChoice> card;  // the one that was chosen

    bool can_send() const { return problem == WriteProblem::kNone; }
};
WriteModel make_writing(const local::Writing& writing, const Letter& letter, bool online, const ui::Texts& texts,
                        Timestamp now);

/// What the foot of a thread says about answering: "A reply costs 1 credit", "You have 6 credits".
struct ReplyModel {
    bool possible = false;
    std::string cost;
    std::string balance;
    std::string problem;  // why not
};
ReplyModel make_reply(const local::Writing& writing, const ui::Texts& texts);

struct SendQuestion {
    std::string title;
    std::string text;
    std::vector<std::pair<std::string, std::string>> facts;
};
SendQuestion make_send_question(const WriteModel& model, std::int64_t credits, bool online, const ui::Texts& texts);

/// What a yes to the question means beside its price.
std::string asked_about(const WriteModel& model);
local::SendMessage make_sending(const std::string& contact_id, const Letter& letter, const WriteModel& model);

}  // namespace dayroom::features
