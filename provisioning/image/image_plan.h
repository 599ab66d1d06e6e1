// What a terminal's image is made of, checked before an hour of anybody's time goes into it. The work itself is the
// recipe's (scripts/package.d/image/build): it speaks with apt, file systems and boot loaders, whose tools are
// programs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "provisioning/enroll/network.h"

namespace dayroom::provisioning {

/// As it stands on the command line.
struct ImageWish {
    std::string packages;     // folder of the .deb files
    std::string hub;          // "10.1.2.3:8443"
    std::string key;          // of Secure Boot, PEM
    std::string certificate;  // of Secure Boot, PEM
    std::string out;          // folder to make
    std::string version;      // empty: that of the packages
    std::string date;         // "2026-01-01"; empty: today
    std::string mirror;       // "http://mirror.jail.example/debian"; empty: where this machine's apt has Debian from
    std::string recipe = "/usr/share/dayroom/image";
};

struct ImagePlan {
    std::string version;
    Timestamp epoch;  // of everything in the image
    NetworkFiles network;
    std::string time_source;  // chrony's: the hub
};

/// Nothing is written. kInvalid names the option that is wrong and what to give instead; kNotFound a package, key or
/// recipe that is not there; kConflict a folder that already holds something.
Result<ImagePlan> plan_image(const ImageWish& wish, Timestamp now);

/// What the recipe lays over the image's /etc, below `etc`: whom the agent may reach, and whom chrony asks.
Status write_image_etc(const ImagePlan& plan, const std::filesystem::path& etc);

/// The command line of the recipe: a program and its words, in the order that its head says.
std::vector<std::string> recipe_words(const ImageWish& wish, const ImagePlan& plan, const std::filesystem::path& etc);

}  // namespace dayroom::provisioning
