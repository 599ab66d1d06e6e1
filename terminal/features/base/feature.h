// What every feature is to the shell, and the shell to every feature. A feature keeps its models, asks the agent, and
// draws its screens; one is made at sign-in and destroyed at sign-out, so that nothing of a person outlives the
// session. UI thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/random.h"
#include "platform/base/time.h"
#include "terminal/features/base/place.h"
#include "terminal/ui/catalog/texts.h"
#include "terminal/ui/gfx/image_store.h"
#include "terminal/ui/kit/kit.h"

namespace dayroom::features {

/// Who is signed in.
struct Person {
    std::string given_name;
    std::string family_name;
    Timestamp last_sign_in;
    std::string last_place;
};

/// How the screen is for this person.
struct Preferences {
    std::string language = "en";
    int text_scale_percent = 100;     // 100, 150, 200
    std::string theme = "light";      // "light", "dark", "contrast"
    bool reduced_motion = false;      // nothing moves, turns or blinks by itself
    int reading_speed_percent = 100;  // of reading aloud: 75, 100, 150

    bool operator==(const Preferences&) const = default;
};

/// Reading the screen aloud.
struct Reading {
    bool offered = false;  // this terminal has sound, and a voice for the language
    bool on = false;
};

/// What the hub decided in this session; shown as a toast and kept under Notices until sign-out.
struct ResultLine {
    Timestamp at;
    std::string text;
    ui::Tone tone = ui::Tone::kSuccess;
};

/// The shell's side. Calls take effect after the frame; none waits.
class Host {
public:
    virtual ~Host() = default;

    virtual const ui::Texts& texts() const = 0;
    /// The hub's time as well as it is known.
    virtual Timestamp now() const = 0;
    virtual const local::Status& status() const = 0;
    virtual const Person& person() const = 0;
    virtual const Preferences& preferences() const = 0;
    virtual Random& random() = 0;
    virtual ui::ImageStore& images() = 0;

    /// Sends a query; its answer comes to the feature that is being called now. 0: the agent is away.
    virtual std::uint32_t ask(local::ToAgent query) = 0;
    virtual void go(Place place) = 0;
    /// Puts another place where this one is: Back does not return here.
    virtual void replace(Place place) = 0;
    virtual void back() = 0;
    /// As if it had been chosen in the navigation: Back then leads home.
    virtual void open(Place place) = 0;
    virtual void sign_out() = 0;
    virtual const std::vector<ResultLine>& results() const = 0;
    virtual void toast(std::string text, ui::Tone tone) = 0;
    virtual void prefer(const Preferences& preferences) = 0;
    virtual Reading reading() const = 0;
    /// Begins or stops to read the screen aloud.
    virtual void press_reading() = 0;
    /// Another frame after this long, even without input.
    virtual void wake_in(Milliseconds delay) = 0;
};

class Feature {
public:
    virtual ~Feature() = default;

    /// This place of the feature comes onto the screen.
    virtual void enter(Host& host, const Place& place) = 0;
    /// The place goes off the screen: drafts are saved here.
    virtual void leave(Host&, const Place&) {}
    /// The reply to a query of this feature.
    virtual void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) = 0;
    /// The hub decided something that was sent from here. Said to every feature, before moved(); the shell has told the
    /// person already.
    virtual void outcome(Host&, const local::Outcome&) {}
    /// Something moved at the agent; or the language changed (then everything counts as moved).
    virtual void moved(Host& host) = 0;
    virtual std::string title(Host& host, const Place& place) = 0;
    virtual void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) = 0;
};

}  // namespace dayroom::features
