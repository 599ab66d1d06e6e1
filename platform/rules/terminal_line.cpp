#include "platform/rules/terminal_line.h"

#include <algorithm>

namespace dayroom::rules {

std::vector<TerminalLine::Waiting>::const_iterator TerminalLine::find(std::string_view resident_number) const {
    return std::find_if(places_.begin(), places_.end(),
                        [&](const Waiting& place) { return place.resident_number == resident_number; });
}

std::optional<TerminalLine::Place> TerminalLine::take(std::string_view resident_number, Timestamp now) {
    if (places_.empty()) last_number_ = 0;
    auto place = find(resident_number);
    if (place == places_.end()) {
        if (places_.size() >= kMostInLine) return std::nullopt;
        places_.push_back({std::string(resident_number), ++last_number_, now});
        place = places_.end() - 1;
    }
    return Place{place->number, static_cast<int>(place - places_.begin())};
}

bool TerminalLine::move_on(bool in_use, Seconds call, Timestamp now) {
    const auto shown = [&] { return std::pair(waiting(), called()); };
    const auto before = shown();
    const Timestamp call_before = called_until_;
    if (in_use) {
        called_until_ = {};
    } else if (called_until_ > now + call) {
        called_until_ = now + call;  // the clock was set back: nobody waits longer for that
    } else if (called_until_.is_set() && now >= called_until_) {
        places_.erase(places_.begin());
        called_until_ = {};
    }
    const bool first_stays = called_until_.is_set();
    const auto given_up = [&](const Waiting& place) { return now - place.since >= kPlaceTime; };
    places_.erase(std::remove_if(places_.begin() + (first_stays ? 1 : 0), places_.end(), given_up), places_.end());
    if (!in_use && !called_until_.is_set() && !places_.empty()) called_until_ = now + call;
    return shown() != before || called_until_ != call_before;
}

std::optional<TerminalLine::Others> TerminalLine::others_first(std::string_view resident_number) const {
    if (!called_until_.is_set() || places_.front().resident_number == resident_number) return std::nullopt;
    const auto own = find(resident_number);
    return Others{static_cast<int>(own - places_.begin()), called_until_};
}

void TerminalLine::came(std::string_view resident_number) {
    const auto own = find(resident_number);
    if (own == places_.end()) return;
    if (own == places_.begin()) called_until_ = {};
    places_.erase(own);
}

void TerminalLine::clear() {
    places_.clear();
    called_until_ = {};
}

void TerminalLine::restore(Kept kept) {
    places_ = std::move(kept.places);
    if (places_.size() > kMostInLine) places_.resize(kMostInLine);
    last_number_ = kept.last_number;
    for (const Waiting& place : places_) last_number_ = std::max(last_number_, place.number);
    called_until_ = {};
}

}  // namespace dayroom::rules
