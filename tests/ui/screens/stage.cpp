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
    wanted.render = options.pictures ? ui::RenderMode::kSoftware : ui::RenderMode::kNull;
    driver_ = std::make_unique<ui::UiDriver>(
        [this](ui::Ui& ui) {
            if (terminal_ != nullptr) terminal_->draw(ui);
        },
        wanted);
    agent_ = std::make_unique<FakeAgent>(driver_->clock());
    terminal_ = std::make_unique<shell::Terminal>(
        shell::TerminalParts{*agent_, catalogs(), driver_->clock(), random_, driver_->window().images()});
    settle();
    prefer(options);
}

void Stage::prefer(const StageOptions& options) {
    terminal_->prefer({options.language, options.text_scale_percent, options.theme});
    settle();
    settle();
}

void Stage::digits(const std::string& digits) {
    for (const char digit : digits) driver_->click(std::string("sign_in.key.") + digit);
}

void Stage::sign_in(const std::string& number, const std::string& pin) {
    digits(number);
    driver_->click("sign_in.submit");
    digits(pin);
    driver_->click("sign_in.submit");
    settle();
}

void Stage::open(const std::string& entry) {
    if (has("nav." + entry)) return driver_->click("nav." + entry);
    while (has("header.back")) driver_->click("header.back");
    driver_->click("home." + entry);
}

std::string Stage::findings() const {
    std::string all;
    for (const auto& finding : driver_->lint()) all += finding + "\n";
    return all;
}

}  // namespace dayroom::test
