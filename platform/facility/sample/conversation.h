// One conversation between a resident and a contact: exchanges of turns that answer each other, spread over time.
#pragma once

#include <set>

#include "platform/facility/sample/phrase.h"
#include "platform/facility/sample/sample_facility.h"

namespace dayroom::facility::sample {

/// How a conversation ends.
enum class Ending {
    kQuiet,   // everything decided and read
    kUnread,  // the last words came from outside and wait to be read
    kHeld,    // the last message waits for review
};
struct ConversationPlan {
    std::size_t contact = 0;
    int messages = 0;
    Timestamp from;
    Timestamp to;
    Ending ending = Ending::kQuiet;
};

class ConversationWriter {
public:
    ConversationWriter(const Assets& assets, Dice& dice, SampleFacility& facility);
    /// Appends exactly plan.messages messages of one conversation, oldest first.
    Status write(const ConversationPlan& plan);
    /// Adds a photo with a sentence of its own to a message from outside that has none.
    void add_photo(SampleMessage& message);

private:
    struct Thread;
    const Exchange* choose_exchange(const Thread& thread, Timestamp at, bool from_outside);
    void write_exchange(Thread& thread, const Exchange& exchange, Timestamp at, int left);
    bool maybe_write_rejected(Thread& thread, Timestamp at);
    std::string compose(Thread& thread, const Exchange& exchange, std::size_t turn, bool inbound, Chosen& chosen);
    void add_parts(Thread& thread, const Turn& turn, const PhraseContext& context, std::vector<std::string>& out);
    SampleMessage& append(Thread& thread, bool inbound, std::string text, Timestamp at);
    void decide(Thread& thread, SampleMessage& message);
    void end(Thread& thread, std::size_t first);
    PhraseContext context_of(const Thread& thread, bool inbound, Chosen& chosen);
    std::size_t picture(const std::vector<std::string>& scenes);

    const Assets& assets_;
    Dice& dice_;
    SampleFacility& out_;
    std::set<std::string> said_;
};

}  // namespace dayroom::facility::sample
