#include "tests/ui/screens/stage.h"

#include <cstdlib>

#include <catch2/catch.hpp>

namespace dayroom::test {

std::shared_ptr<const ui::Catalogs> catalogs() {
    static const auto read = [] {
        const char* binary = std::getenv("DAYROOM_BINARY_DIR");
        auto loaded = ui::Catalogs::read(std::string(binary == nullptr ? "." : binary) + "/share/text");
        REQUIRE(loaded.ok());
        return loaded.take();
    }();
    return read;
}

Stage::Stage(const StageOptions& options) {
    ui::DriverOptions wanted;
    wanted.width = options.width;
    wanted.height = options.height;
    wanted.settings.reduced_motion = !options.motion;
    wanted.render = options.pictures ? ui::RenderMode::kSoftware : ui::RenderMode::kNull;
    driver_ = std::make_unique<ui::UiDriver>(
        [this](ui::Ui& ui) {
            if (terminal_ != nullptr) terminal_->draw(ui);
        },
        wanted);
    agent_ = std::make_unique<FakeAgent>(driver_->clock());
    shell::TerminalParts parts{*agent_,        catalogs(), driver_->clock(), random_, driver_->window().images(),
                               !options.motion};
    if (options.sound) parts.speaker = &speaker_;
    terminal_ = std::make_unique<shell::Terminal>(std::move(parts));
    settle();
    prefer(options);
}

void Stage::prefer(const StageOptions& options) {
    terminal_->prefer({options.language, options.text_scale_percent, options.theme});
    settle();
    settle();
}

bool Stage::reveal(const std::string& id) {
    constexpr int kMostSteps = 80;
    for (int step = 0; step < kMostSteps; ++step) {
        if (!driver_->has(id)) {  // a row of a long list exists only when it is near
            const ui::Rect body = driver_->ui().body();
            const float way = step < kMostSteps / 2 ? -1.0F : 1.0F;  // down, then up
            driver_->wheel({body.x + body.w * 0.6F, body.y + body.h * 0.6F}, way);
            driver_->advance(Milliseconds(200));
            continue;
        }
        const ui::Node node = driver_->node(id);
        const float wanted = std::min(node.rect.h, 40.0F);
        if (node.visible().h >= wanted && node.visible().w > 0) return true;
        driver_->wheel(node.clip.center(), node.rect.y < node.clip.y ? 1.0F : -1.0F);
        driver_->advance(Milliseconds(200));
    }
    return false;
}

void Stage::click(const std::string& id) {
    if (!reveal(id)) FAIL("cannot scroll to " + id);
    driver_->click(id);
}

void Stage::digits(const std::string& digits) {
    for (const char digit : digits) driver_->click(std::string("sign_in.key.") + digit);
}

void Stage::sign_in(const std::string& number, const std::string& pin) {
    digits(number);
    click("sign_in.submit");
    digits(pin);
    click("sign_in.submit");
    settle();
}

void Stage::open(const std::string& entry) {
    if (has("nav." + entry)) return click("nav." + entry);
    while (has("header.back")) driver_->click("header.back");
    if (entry == "home") return;
    click("home." + entry);
}

void Stage::open_thread(const std::string& row) {
    open("messages");
    click(row);
}

void Stage::close_keyboard() {
    driver_->ui().close_keyboard();
    settle();
}

std::string Stage::findings() const {
    std::string all;
    for (const auto& finding : driver_->lint()) all += finding + "\n";
    return all;
}

}  // namespace dayroom::test
