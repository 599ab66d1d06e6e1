// Places in line for one terminal: whoever waits for it takes one with their resident number, without signing in. When
// the terminal is free, the first place is called, and for a while nobody else signs in; whoever does not come loses
// the place, and the next is called. A place says who waits only to its own terminal: what is shown are numbers of
// places and how many there are.
//
// PREA needs no session and no place. Pure; time comes from the caller. Who waits is kept over a restart of the
// terminal (kept, restore); who was called then is called anew, with the whole time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/time.h"

namespace dayroom::rules {

inline constexpr std::size_t kMostInLine = 40;
inline constexpr Milliseconds kPlaceTime = std::chrono::hours(3);  // then it is given up, called or not

class TerminalLine {
public:
    struct Waiting {
        std::string resident_number;
        int number = 0;
        Timestamp since;
        bool operator==(const Waiting&) const = default;
    };
    /// What has to outlast the program.
    struct Kept {
        std::vector<Waiting> places;  // in the order in which they are called
        int last_number = 0;
        bool operator==(const Kept&) const = default;
    };
    struct Place {
        int number = 0;  // from 1, and from 1 again after the line was empty
        int before = 0;  // are called earlier
    };

    /// The place of a resident: the one that they have, else the last. Nothing: the line is full.
    std::optional<Place> take(std::string_view resident_number, Timestamp now);
    /// Moves on: `in_use`, somebody is signed in; `call`, so long the one who is called has. Whether what is shown
    /// became another.
    bool move_on(bool in_use, Seconds call, Timestamp now);
    /// Why this resident does not sign in now: somebody else is called. `until`: then it may be tried again.
    struct Others {
        int before = 0;
        Timestamp until;
    };
    std::optional<Others> others_first(std::string_view resident_number) const;
    /// They are signed in: their place is used.
    void came(std::string_view resident_number);
    /// The facility offers no line any more.
    void clear();

    Kept kept() const { return {places_, places_.empty() ? 0 : last_number_}; }
    /// In place of what stands here. Of more than can stand in line the first.
    void restore(Kept kept);

    int waiting() const { return static_cast<int>(places_.size()); }
    int called() const { return called_until_.is_set() ? places_.front().number : 0; }
    Timestamp called_until() const { return called_until_; }

private:
    std::vector<Waiting>::const_iterator find(std::string_view resident_number) const;

    std::vector<Waiting> places_;  // in the order in which they are called
    int last_number_ = 0;
    Timestamp called_until_;  // the first is called until then; not set: nobody is
};

}  // namespace dayroom::rules
