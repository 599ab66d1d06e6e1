// Messages between a resident of the sample and somebody outside, in the words of those who take part.
#pragma once

#include <cstdint>
#include <string>

#include "tests/journey/network.h"
#include "tests/journey/steps.h"

namespace dayroom::journey {

struct Pal {
    std::string id;
    std::string name;
};

/// A facility that serves, a resident signed in at a terminal with a cable that can be cut, an approved contact of
/// theirs with whom they have a thread, and the people of the staff.
class Correspondence {
public:
    explicit Correspondence(HowItRuns how = {});

    Facility facility;
    SamplePerson person;
    Cable cable;
    Terminal terminal;
    Staff reviewer;
    Staff other_reviewer;
    Staff office;
    Staff provider;
    std::string resident_id;
    Pal pal;

    /// What the hub has of the resident's credits: held ones are taken off.
    std::int64_t credits();
    /// Until the hub says that it is so.
    void credits_become(std::int64_t expected);
    /// The resident's contacts as staff see them.
    nlohmann::json contacts();
    /// The contact of this name, once the hub has it in this state.
    nlohmann::json contact(const std::string& name, const std::string& state);
    /// What waits for staff with this receipt code, once the hub has it.
    nlohmann::json held(const std::string& receipt_code);
    nlohmann::json message(const std::string& id) { return reviewer.get("/api/v1/messages/" + id).body; }

    /// From outside, held for staff; returns its id.
    std::string write_in(const Pal& from, const std::string& text, int prepaid_replies = 0);
    /// A reviewer's decision; the status of the answer.
    int approve(const std::string& message_id);
    int reject(const std::string& message_id);

private:
    int written_in_ = 0;
};

/// From any signed-in screen: the thread with this contact.
void open_thread(Terminal& terminal, const std::string& name);
/// The page for writing to them.
void begin_writing(Terminal& terminal, const std::string& name);
/// From the page for writing: sends what is there; returns the receipt code.
std::string send_letter(Terminal& terminal);
/// All of it.
std::string write_letter(Terminal& terminal, const std::string& name, const std::string& text);
/// In the open thread: the id of the message with this text. Parts of it are ID.withdraw, ID.appeal …
std::string bubble(Terminal& terminal, const std::string& text);

}  // namespace dayroom::journey
