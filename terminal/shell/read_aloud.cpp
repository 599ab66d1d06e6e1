#include "terminal/shell/read_aloud.h"

#include "terminal/ui/voice/screen_reading.h"
#include "terminal/ui/voice/spoken_text.h"

namespace dayroom::shell {
namespace {

std::string amount_words(const ui::SpokenAmount& amount, const ui::Texts& t) {
    const std::string dollars = t("read.dollars", {{"count", amount.dollars}});
    const std::string cents = t("read.cents", {{"count", amount.cents}});
    std::string words = dollars;
    if (amount.cents != 0)
        words = amount.dollars == 0 ? cents : t("read.both", {{"dollars", dollars}, {"cents", cents}});
    return amount.negative ? t("read.minus", {{"amount", words}}) : words;
}

ui::ReadingWords reading_words(const ui::Texts& t) {
    ui::ReadingWords words;
    words.button = t("read.button");
    words.chosen = t("kit.chosen");
    words.checked = t("kit.on");
    words.not_checked = t("kit.off");
    words.empty = t("read.empty");
    words.unavailable = t("read.unavailable");
    return words;
}

}  // namespace

void ReadAloud::press(MonotonicTime now) {
    if (speaker_ == nullptr) return;
    if (on_) {
        on_ = false;
        if (!readings_.empty()) readings_.back().again = true;
        return speaker_->stop();
    }
    on_ = true;
    started_ = now;
}

void ReadAloud::leave() {
    on_ = false;
    readings_.clear();
    if (speaker_ != nullptr) speaker_->stop();
}

void ReadAloud::interrupt(const std::string& text, const ui::Texts& texts, int speed_percent) {
    if (!on_) return;
    leave();
    say(text, texts, speed_percent);
}

void ReadAloud::say(const std::string& text, const ui::Texts& texts, int speed_percent) {
    const auto amounts = [&](const ui::SpokenAmount& amount) { return amount_words(amount, texts); };
    speaker_->say({ui::with_amounts_in_words(text, amounts), texts.language(), speed_percent});
}

void ReadAloud::follow(std::int32_t live_layer) {
    if (readings_.empty()) readings_.push_back({live_layer});
    while (readings_.size() > 1 && live_layer < readings_.back().layer) {
        readings_.pop_back();
        speaker_->stop();
    }
    if (live_layer <= readings_.back().layer) return;
    readings_.back().again = readings_.back().again || speaker_->is_speaking();
    speaker_->stop();
    readings_.push_back({live_layer});
}

bool ReadAloud::step(ui::Ui& ui, const ui::Texts& texts, int speed_percent) {
    if (!on_) return true;
    const ui::Tree& tree = ui.tree();
    follow(tree.live_layer());
    Reading& reading = readings_.back();
    if (reading.node != ui::kNoNode && tree.find(reading.node) == nullptr) {  // the screen has become another one
        leave();
        return true;
    }
    if (speaker_->failed()) {
        leave();
        return false;
    }
    if (speaker_->is_speaking()) return true;
    const bool again = std::exchange(reading.again, false) && reading.node != ui::kNoNode;
    const ui::Node* node = again ? tree.find(reading.node) : ui::next_to_read(tree, reading.node);
    if (node == nullptr) {
        if (readings_.size() == 1) leave();
        return true;
    }
    reading.node = node->key;
    ui::reveal(ui, node->id);
    say(ui::words_of(*node, reading_words(texts)), texts, speed_percent);
    return true;
}

void ReadAloud::mark(ui::Ui& ui) const {
    if (on_ && !readings_.empty()) ui::mark_being_read(ui, readings_.back().node);
}

}  // namespace dayroom::shell
