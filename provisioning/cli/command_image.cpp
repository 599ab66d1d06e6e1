#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/wire/machine_image.h"
#include "provisioning/cli/commands.h"
#include "provisioning/image/image_install.h"
#include "provisioning/image/image_parts.h"
#include "provisioning/image/image_plan.h"

extern char** environ;

namespace dayroom::provisioning {
namespace {

/// The recipe speaks to the person itself, on standard error; this says whether it was done.
Status run_recipe(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t process = 0;
    const int failed = ::posix_spawn(&process, arguments.front(), nullptr, nullptr, arguments.data(), environ);
    if (failed != 0) return Error(ErrorCode::kIo, "start " + words.front() + ": " + std::strerror(failed));
    int state = 0;
    while (::waitpid(process, &state, 0) < 0) {
        if (errno != EINTR) return Error(ErrorCode::kIo, std::string("wait for the recipe: ") + std::strerror(errno));
    }
    if (WIFEXITED(state) && WEXITSTATUS(state) == 0) return {};
    return Error(ErrorCode::kIo, "the image was not made; what stands above says why");
}

Status image_build(const ImageWish& wish) {
    const SystemClock clock;
    const ImagePlan plan = TRY(plan_image(wish, clock.now()));
    if (::geteuid() != 0) return Error(ErrorCode::kDenied, "an image is a tree of root's files: run it as root");
    const std::filesystem::path etc = std::filesystem::path(wish.out) / "etc";
    TRY(write_image_etc(plan, etc));
    TRY(run_recipe(recipe_words(wish, plan, etc)));
    std::printf(
        "image %s for the hub at %s: %s/disk.img\nNext: the terminal's token onto it, and it onto the terminal's disk "
        "(docs/operations/image.md)\n",
        plan.version.c_str(), wish.hub.c_str(), wish.out.c_str());
    return {};
}

struct InstallWish {
    std::string data;
    std::string partitions = "/dev/disk/by-partlabel";
    std::string kernels = "/efi/EFI/Linux";
};

Status image_describe(const std::string& folder) {
    const wire::MachineImage image = TRY(describe_image(folder));
    std::printf("%s", image_policy_text(image).c_str());
    std::fprintf(stderr,
                 "Next: dayroom-hub image add --data DIR %s on the hub, and what stands above into the policy\n",
                 folder.c_str());
    return {};
}

Status image_install(const InstallWish& wish) {
    const ImagePlaces places{std::filesystem::path(wish.data) / wire::kImageFolder, wish.partitions, wish.kernels};
    const std::string version = TRY(answer_install_request(places));
    std::printf("image %s is installed; the next start tries it\n", version.c_str());
    return {};
}

}  // namespace

void add_image_commands(CLI::App& app, Run& run) {
    CLI::App* image = app.add_subcommand("image", "The image of a terminal")->require_subcommand(1);
    CLI::App* build = image->add_subcommand("build", "Makes it out of Debian packages, as root, with network for apt");
    auto wish = std::make_shared<ImageWish>();
    build->add_option("--packages", wish->packages, "Folder of the packages that scripts/package wrote")->required();
    build->add_option("--hub", wish->hub, "The hub's address for terminals, as 10.1.2.3:8443")->required();
    build->add_option("--secure-boot-key", wish->key, "Private key that the firmware's db knows, PEM")->required();
    build->add_option("--secure-boot-certificate", wish->certificate, "Its certificate, PEM")->required();
    build->add_option("--out", wish->out, "The folder to make")->required();
    build->add_option("--image-version", wish->version, "Higher ones are started first; else that of the packages");
    build->add_option("--date", wish->date, "The day that all files have, as 2026-01-31; else today");
    build->add_option("--mirror", wish->mirror, "A Debian mirror; else where this machine's apt has Debian from");
    build->add_option("--recipe", wish->recipe, "Folder of the recipe")->capture_default_str();
    build->callback([wish, &run] { run = [wish] { return image_build(*wish); }; });

    CLI::App* describe = image->add_subcommand("describe", "Writes what a policy says to have terminals run an image");
    auto folder = std::make_shared<std::string>();
    describe->add_option("FOLDER", *folder, "What image build made")->required();
    describe->callback([folder, &run] { run = [folder] { return image_describe(*folder); }; });

    CLI::App* install =
        image->add_subcommand("install", "On a terminal, by its service: puts in the image that the agent has fetched");
    auto places = std::make_shared<InstallWish>();
    install->add_option("--data", places->data, "The agent's data folder")->required();
    install->add_option("--partitions", places->partitions, "Where the disk's partitions stand by name")
        ->capture_default_str();
    install->add_option("--kernels", places->kernels, "Folder of the boot partition")->capture_default_str();
    install->callback([places, &run] { run = [places] { return image_install(*places); }; });
}

}  // namespace dayroom::provisioning
