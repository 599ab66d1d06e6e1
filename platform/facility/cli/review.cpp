// What the facility lets pass by itself, and what needs two people.
#include <cstdio>

#include "platform/facility/cli/cli.h"
#include "platform/facility/moderation/review_policy.h"

namespace dayroom::hub {
namespace {

using facility::ReviewPolicy;
using facility::Work;

struct ReviewOptions {
    std::string data;
    std::string auto_pass;   // empty: as it is
    std::string two_person;  // empty: as it is
};

Result<int> review_policy_command(Environment& environment, const ReviewOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const bool changes = !options.auto_pass.empty() || !options.two_person.empty();
    const ReviewPolicy policy =
        TRY(services->writer->make(environment.administrator, [&](Work& work) -> Result<ReviewPolicy> {
            ReviewPolicy now = TRY(facility::review_policy(work.db()));
            if (!options.auto_pass.empty()) {
                now.auto_pass_inbound = options.auto_pass == "inbound" || options.auto_pass == "both";
                now.auto_pass_outbound = options.auto_pass == "outbound" || options.auto_pass == "both";
            }
            if (!options.two_person.empty()) now.two_person = facility::two_person_of(options.two_person).value();
            if (changes) TRY(facility::set_review_policy(work, now));
            return now;
        }));
    std::printf("clean text without photos passes by itself: inbound %s, outbound %s\nsecond person: %s\n",
                policy.auto_pass_inbound ? "yes" : "no", policy.auto_pass_outbound ? "yes" : "no",
                facility::name_of(policy.two_person));
    return kExitDone;
}

}  // namespace

void add_review(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<ReviewOptions>();
    CLI::App* command =
        app.add_subcommand("review-policy", "Shows what passes unread and what two people decide, or sets it");
    add_data_option(*command, options->data);
    command->add_option("--auto-pass", options->auto_pass, "Clean text without photos: none, inbound, outbound or both")
        ->check(CLI::IsMember({"none", "inbound", "outbound", "both"}));
    command->add_option("--two-person", options->two_person, "Approvals by two people: none, photos, watch or all")
        ->check(CLI::IsMember({"none", "photos", "watch", "all"}));
    command->callback([options, &chosen] {
        chosen = [options](Environment& environment) { return review_policy_command(environment, *options); };
    });
}

}  // namespace dayroom::hub
