// dayroom-terminal: the screen. Own user id, no network, no keys, no files of its own.
// Exit codes: 0 ended as told, 1 a script step failed, 2 wrong command line, 3 could not start.
#include <cstdio>
#include <filesystem>
#include <optional>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "platform/base/random.h"
#include "platform/device/sandbox.h"
#include "platform/device/sandbox_probe.h"
#include "platform/device/watchdog.h"
#include "terminal/shell/agent_client.h"
#include "terminal/shell/frame_loop.h"
#include "terminal/shell/last_resort.h"
#include "terminal/ui/voice/voice_speaker.h"

namespace {

using namespace dayroom;

constexpr int kExitCannotStart = 3;
constexpr float kReferenceDpi = 150;  // at which 56 px are 9 mm

struct Options {
    std::string socket;
    std::string windowed;
    std::filesystem::path assets;
    std::filesystem::path script;
    std::filesystem::path screenshot;
    std::filesystem::path tree;
    bool reduced_motion = false;
    bool show_version = false;
};

int fail(const std::string& what) {
    std::fprintf(stderr, "dayroom-terminal: %s\n", what.c_str());
    return kExitCannotStart;
}

/// Installed: share/dayroom beside the program's folder; in a build folder: share.
std::filesystem::path default_assets() {
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    const auto share = program.parent_path().parent_path() / "share";
    const auto installed = share / "dayroom";
    return std::filesystem::is_directory(installed, failed) ? installed : share;
}

Result<ui::WindowOptions> window_options(const std::string& windowed) {
    ui::WindowOptions options;
    options.surface = windowed.empty() ? ui::Surface::kFullscreen : ui::Surface::kWindowed;
    if (windowed.empty()) return options;
    int used = 0;
    if (std::sscanf(windowed.c_str(), "%dx%d%n", &options.width, &options.height, &used) != 2 ||
        used != static_cast<int>(windowed.size()) || options.width < ui::Window::kMinSide ||
        options.height < ui::Window::kMinSide) {
        return Error(ErrorCode::kInvalid, "--windowed wants WIDTHxHEIGHT of at least 320x320, like 1280x800");
    }
    return options;
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

device::TerminalSandbox sandbox_rules(const Options& options) {
    device::TerminalSandbox rules;
    rules.read_only = {options.assets.string(), "/usr/share/fonts", "/usr/share/alsa", "/etc/alsa", "/etc/asound.conf"};
    rules.devices = {"/dev/snd"};
    if (!options.script.empty()) rules.writable.push_back(folder_of(options.script).string());
    if (!options.tree.empty()) rules.writable.push_back(folder_of(options.tree).string());
    if (!options.screenshot.empty()) {
        rules.writable.push_back(options.screenshot.extension() == ".png" ? folder_of(options.screenshot).string()
                                                                          : options.screenshot.string());
    }
    return rules;
}

/// Tells the service manager that the screen stands, and goes on telling that it lives; as often as it wants to hear
/// it.
class ScreenNews {
public:
    ScreenNews(const device::ServiceNotifier& manager, const Clock& clock) : manager_(manager), clock_(clock) {}
    std::optional<Milliseconds> interval() const {
        if (!manager_.interval()) return std::nullopt;
        return std::chrono::duration_cast<Milliseconds>(*manager_.interval());
    }
    void stands() const { manager_.ready(); }
    void lives() {
        const MonotonicTime now = clock_.steady();
        if (!manager_.interval() || (told_ != MonotonicTime() && now - told_ < *manager_.interval() / 2)) return;
        told_ = now;
        manager_.alive();
    }

private:
    const device::ServiceNotifier& manager_;
    const Clock& clock_;
    MonotonicTime told_;
};

/// None where there is no sound, or no voice: then nothing is read aloud.
std::unique_ptr<ui::Speaker> open_speaker(const ui::Catalogs& catalogs, ui::Window& window) {
    std::vector<std::string> languages;
    for (const ui::Catalog& catalog : catalogs.all()) languages.push_back(catalog.language());
    auto speaker = ui::VoiceSpeaker::start(languages, [&window] { window.wake(); });
    if (speaker.ok()) return speaker.take();
    std::fprintf(stderr, "dayroom-terminal: nothing is read aloud: %s\n", speaker.error().detail.c_str());
    return nullptr;
}

/// Nothing to say it with but the built-in sentences: shows them until the service manager ends or restarts us.
int show_last_resort(ui::Window& window, ui::Ui& ui, ScreenNews& news) {
    std::vector<ui::InputEvent> events;
    for (;;) {
        window.pump(events);
        for (const auto& event : events) {
            if (event.kind == ui::InputKind::kQuit) return kExitCannotStart;
        }
        ui.begin_frame(window.begin_frame(ui.theme().background), events);
        shell::draw_last_resort(ui);
        ui.end_frame();
        window.end_frame();
        news.stands();
        news.lives();
        window.wait_event(news.interval());
    }
}

#ifdef DAYROOM_TEST_BUILD
std::string try_to_escape(const std::string& folder) {
    return device::successful_escapes(device::SandboxProfile::kTerminal, {folder + "/store.key", folder});
}
#endif

/// Test builds: who presses the keys of a script.
Result<std::unique_ptr<shell::Driver>> open_driver([[maybe_unused]] const Options& options) {
#ifdef DAYROOM_TEST_BUILD
    if (options.script.empty()) return std::unique_ptr<shell::Driver>();
    if (options.screenshot.extension() != ".png" && !options.screenshot.empty())
        std::filesystem::create_directories(options.screenshot);
    return shell::Driver::open(
        options.script, options.screenshot.empty() ? folder_of(options.script) : options.screenshot, try_to_escape);
#else
    return std::unique_ptr<shell::Driver>();
#endif
}

int run(const Options& options) {
    SystemClock clock;
    SystemRandom random;
    const auto wanted = window_options(options.windowed);
    if (!wanted.ok()) return fail(wanted.error().detail);
    auto window = ui::Window::create(*wanted, clock);
    if (!window.ok()) return fail(window.error().detail);
    auto text = ui::TextEngine::create((*window)->atlas(), {.own = options.assets / "fonts"});
    if (!text.ok()) return fail(text.error().detail);

    ui::Ui ui(**text, clock);
    ui::Settings settings;
    settings.reduced_motion = options.reduced_motion;
    if (const auto dpi = (*window)->panel_dpi(); dpi.has_value() && options.windowed.empty()) {
        settings.panel_scale = std::clamp(*dpi / kReferenceDpi, 1.0F, 2.0F);
    }
    ui.set_settings(settings);

    const auto driver = open_driver(options);
    if (!driver.ok()) return fail(driver.error().detail);
    const auto manager = device::ServiceNotifier::from_environment(::getppid());  // the compositor is the service
    ScreenNews news(manager, clock);
    const auto sandbox = device::restrict_terminal(sandbox_rules(options));
    if (!sandbox.ok()) return fail(sandbox.error().detail);

    auto catalogs = ui::Catalogs::read((options.assets / "text").string());
    if (!catalogs.ok()) {
        fail(catalogs.error().detail);
        return show_last_resort(**window, ui, news);
    }
    const auto speaker = open_speaker(**catalogs, **window);
    auto agent = shell::AgentClient::start(options.socket, [raw = window->get()] { raw->wake(); });
    if (!agent.ok()) return fail(agent.error().detail);
    shell::Terminal terminal(
        {**agent, *catalogs, clock, random, (*window)->images(), options.reduced_motion, speaker.get()});
    shell::LoopParts loop{**window, ui, terminal, clock, driver->get(), options.tree};
    loop.after_first = [&news] { news.stands(); };
    loop.alive = [&news] { news.lives(); };
    loop.at_least_every = news.interval();
    const int code = shell::run_frames(loop);
    manager.stopping();
    if (options.screenshot.extension() == ".png") {
        if (const auto saved = (*window)->save_screenshot(options.screenshot); !saved.ok())
            return fail(saved.error().detail);
    }
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    if (const auto hardened = device::harden_process(); !hardened.ok()) return fail(hardened.error().detail);
    Options options;
    options.assets = default_assets();
    CLI::App app{"The Dayroom terminal: the screen that residents use. It shows what dayroom-agent holds.",
                 "dayroom-terminal"};
    app.add_option("--socket", options.socket, "Path of the agent's socket");
    app.add_option("--windowed", options.windowed, "A window of WIDTHxHEIGHT instead of the whole screen");
    app.add_option("--assets", options.assets,
                   "Folder of fonts/ and text/ (default: ../share/dayroom beside the program, or ../share)");
    app.add_flag("--reduced-motion", options.reduced_motion,
                 "Nothing moves, turns or blinks by itself, for everybody (else each person's own setting counts)");
    app.add_flag("--version", options.show_version, "Print the version and end");
#ifdef DAYROOM_TEST_BUILD
    app.add_option("--script", options.script, "Drive the terminal by this script (a file or a FIFO), then end");
    app.add_option("--screenshot", options.screenshot,
                   "Save a PNG at the end; or a folder for the script's screenshots");
    app.add_option("--tree", options.tree, "Rewrite the semantic tree to this file after each settled frame");
#endif
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (options.show_version) {
        std::printf("dayroom-terminal %s\n", DAYROOM_VERSION);
        return 0;
    }
    if (options.socket.empty()) {
        std::fprintf(stderr, "dayroom-terminal: --socket PATH is needed: the socket that dayroom-agent was given\n");
        return 2;
    }
    return run(options);
}
