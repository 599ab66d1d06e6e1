// What the home screen shows, from the agent's Home answer. Pure.
#pragma once

#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/features/base/feature.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

struct HomeTile {
    std::string id;    // "home.messages": the control's id in the tree
    std::string icon;  // Lucide name
    std::string title;
    std::string detail;  // one short line; empty: none
    int badge = 0;
    bool detail_hidden = false;  // the detail is private and not shown until touched
    Place place;
};

/// What comes next in the schedule, in one line that opens it.
struct HomeNext {
    bool shown = false;  // there is a schedule at all
    std::string title;   // "Next: Count"; of an appointment of one's own not what it is, until touched
    std::string when;    // "4:00 PM", "Tomorrow · 6:30 AM", or that nothing comes
};

struct HomeModel {
    std::string greeting;      // "Good morning, Marcus"
    std::string last_sign_in;  // "Last sign-in: yesterday …"; empty the first time
    std::string as_of;         // of the amounts; empty while they are hidden
    std::string banner;        // the most urgent notice, title only
    bool banner_is_emergency = false;
    std::string visit;     // that a visit begins soon; empty: none does
    std::string not_sent;  // "2 things are saved here, not yet sent"; empty: none
    HomeNext next;
    std::vector<HomeTile> tiles;
};

/// `amounts_shown`: the person has touched to see amounts and counts that tell about them.
HomeModel make_home(const local::Home& home, const Person& person, bool amounts_shown, const ui::Texts& texts,
                    Timestamp now);

}  // namespace dayroom::features
