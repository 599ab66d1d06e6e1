#include "terminal/shell/last_resort.h"

#include "tests/ui/screens/walk.h"

namespace dayroom::test {

void last_resort(const StageOptions& options, const std::function<void(ui::UiDriver&)>& visit) {
    ui::DriverOptions wanted;
    wanted.width = options.width;
    wanted.height = options.height;
    wanted.settings.text_scale = static_cast<float>(options.text_scale_percent) / 100.0F;
    if (options.theme == "dark") wanted.settings.theme = ui::ThemeKind::kDark;
    if (options.theme == "contrast") wanted.settings.theme = ui::ThemeKind::kHighContrast;
    wanted.render = options.pictures ? ui::RenderMode::kSoftware : ui::RenderMode::kNull;
    ui::UiDriver driver([](ui::Ui& ui) { shell::draw_last_resort(ui); }, wanted);
    driver.settle();
    visit(driver);
}

}  // namespace dayroom::test
