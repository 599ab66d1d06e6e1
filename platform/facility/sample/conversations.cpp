#include "platform/facility/sample/conversations.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "platform/facility/sample/calendar.h"
#include "platform/facility/sample/conversation.h"

namespace dayroom::facility::sample {
namespace {

/// `total` split by weight, by largest remainder.
std::vector<int> split(int total, const std::vector<double>& weights) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<int> counts;
    std::vector<std::pair<double, std::size_t>> rest;
    int given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double exact = total * weights[i] / sum;
        counts.push_back(static_cast<int>(exact));
        given += counts.back();
        rest.emplace_back(counts.back() - exact, i);
    }
    std::sort(rest.begin(), rest.end());
    for (std::size_t i = 0; given < total; ++i, ++given) ++counts[rest[i % rest.size()].second];
    return counts;
}

Ending ending_of(std::size_t place, const SampleContact& contact, Dice& dice) {
    // The demo's first resident shows each ending.
    if (contact.resident == 0) {
        constexpr Ending kFirst[] = {Ending::kUnread, Ending::kUnread, Ending::kHeld,  Ending::kUnread, Ending::kQuiet,
                                     Ending::kUnread, Ending::kQuiet,  Ending::kQuiet, Ending::kQuiet};
        return kFirst[place % std::size(kFirst)];
    }
    const std::size_t dealt = dice.below(100);
    return dealt < 18 ? Ending::kHeld : dealt < 62 ? Ending::kUnread : Ending::kQuiet;
}

// The first resident always meets a refused message.
void show_a_rejection(SampleFacility& facility) {
    const auto of_first = [&](const SampleMessage& m) { return facility.contacts[m.contact].resident == 0; };
    auto& all = facility.messages;
    if (std::any_of(all.begin(), all.end(),
                    [&](const SampleMessage& m) { return of_first(m) && m.state == wire::Message::REJECTED; }))
        return;
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const SampleMessage& m) {
        return of_first(m) && !m.inbound && m.state == wire::Message::DELIVERED;
    });
    if (found == all.rend()) return;
    found->state = wire::Message::REJECTED;
    found->rule = "3.4";
    found->reason = "contact_not_allowed";
}

void top_up_photos(ConversationWriter& writer, Dice& dice, SampleFacility& facility) {
    std::size_t photos = 0;
    std::vector<std::size_t> without;
    for (std::size_t i = 0; i < facility.messages.size(); ++i) {
        const SampleMessage& message = facility.messages[i];
        photos += message.pictures.size();
        if (message.inbound && message.pictures.empty() && message.state == wire::Message::DELIVERED)
            without.push_back(i);
    }
    const std::size_t wanted = facility.messages.size() * 3 / (kMessagesPerPhoto * 3 + 1);
    for (; photos < wanted && !without.empty(); ++photos) {
        const std::size_t at = dice.below(without.size());
        writer.add_photo(facility.messages[without[at]]);
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

}  // namespace

Status make_conversations(const Assets& assets, Dice& dice, SampleFacility& facility) {
    std::vector<std::size_t> threads;
    std::vector<double> weights;
    for (std::size_t i = 0; i < facility.contacts.size(); ++i) {
        if (facility.contacts[i].state != wire::Contact::APPROVED) continue;
        threads.push_back(i);
        // Few people write every day, many now and then; the first resident hears from all.
        const bool of_first = facility.contacts[i].resident == 0;
        weights.push_back(of_first ? 1.3 : std::exp(2.2 * dice.share() - 1.1));
    }
    std::vector<int> counts = split(facility.options.messages, weights);
    if (facility.options.heavy) {
        std::vector<double> first;
        for (const std::size_t thread : threads) first.push_back(facility.contacts[thread].resident == 0 ? 1 : 0);
        const std::vector<int> more = split(kHeavyMessages, first);
        for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += more[i];
    }
    ConversationWriter writer(assets, dice, facility);
    for (std::size_t i = 0; i < threads.size(); ++i) {
        if (counts[i] == 0) continue;
        const SampleContact& contact = facility.contacts[threads[i]];
        const Milliseconds quiet = contact.resident == 0 ? dice.minutes(10, 900) : dice.minutes(20, 12 * 24 * 60);
        const Timestamp from = contact.made + dice.minutes(60, 3 * 24 * 60);
        const Timestamp to = std::max(from + kDay, facility.options.now - quiet);
        TRY(writer.write({threads[i], counts[i], from, to, ending_of(i, contact, dice)}));
    }
    std::stable_sort(facility.messages.begin(), facility.messages.end(),
                     [](const SampleMessage& a, const SampleMessage& b) { return a.sent < b.sent; });
    show_a_rejection(facility);
    top_up_photos(writer, dice, facility);
    return {};
}

}  // namespace dayroom::facility::sample
