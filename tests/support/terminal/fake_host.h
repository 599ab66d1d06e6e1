// The shell's side for tests of what features share: it keeps what was asked and answers nothing by itself.
#pragma once

#include "platform/base/fake_clock.h"
#include "terminal/features/base/feature.h"
#include "tests/support/terminal/test_texts.h"

namespace dayroom::test {

class FakeHost final : public features::Host {
public:
    const ui::Texts& texts() const override { return texts_; }
    Timestamp now() const override { return clock.now(); }
    const local::Status& status() const override { return state; }
    const features::Person& person() const override { return person_; }
    const features::Preferences& preferences() const override { return preferences_; }
    Random& random() override { return random_; }
    ui::ImageStore& images() override { return pictures; }
    std::uint32_t ask(local::ToAgent query) override {
        asked.push_back(std::move(query));
        return static_cast<std::uint32_t>(asked.size());
    }
    void go(features::Place place) override { went = std::move(place); }
    void replace(features::Place place) override { went = std::move(place); }
    void back() override {}
    void open(features::Place place) override { went = std::move(place); }
    void sign_out() override {}
    const std::vector<features::ResultLine>& results() const override { return results_; }
    void toast(std::string, ui::Tone) override {}
    void prefer(const features::Preferences&) override {}
    features::Reading reading() const override { return {}; }
    void press_reading() override {}
    void wake_in(Milliseconds delay) override { woken_in = delay; }

    FakeClock clock;
    local::Status state;
    ui::ImageStore pictures;
    std::vector<local::ToAgent> asked;
    std::optional<features::Place> went;
    std::optional<Milliseconds> woken_in;

private:
    ui::Texts texts_ = shipped_texts();
    features::Person person_;
    features::Preferences preferences_;
    SeededRandom random_{5};
    std::vector<features::ResultLine> results_;
};

}  // namespace dayroom::test
