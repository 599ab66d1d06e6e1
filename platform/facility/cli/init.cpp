// dayroom-hub init: a new facility in a directory.
#include <cstdio>

#include "platform/facility/cli/cli.h"
#include "platform/facility/cli/sample.h"
#include "platform/facility/hub/set_up.h"

namespace dayroom::hub {
namespace {

struct InitOptions {
    std::string data;
    facility::SetUp wish;
    bool sample = false;
    SampleWish sample_wish;
};

Result<int> init(Environment& environment, const InitOptions& options) {
    facility::SetUp wish = options.wish;
    wish.by = environment.administrator;
    if (!options.sample && wish.units.empty())
        return Error(ErrorCode::kInvalid, "a facility has at least one housing unit: add --unit NAME, or --sample");
    if (options.sample && !wish.units.empty())
        return Error(ErrorCode::kInvalid, "the sample brings its own housing units: leave --unit out");
    const facility::HubFiles files(options.data);
    if (options.sample) TRY(complete_from_sample(environment, wish));
    auto services = TRY(facility::set_up_hub(files, wish, environment.clock, environment.random));
    if (options.sample) {
        services.reset();  // the loader writes alone
        TRY(load_sample(environment, files, wish, options.sample_wish));
        facility::ServicesOptions reopened;
        reopened.needs_root = false;
        services = TRY(facility::Services::open(files, environment.clock, environment.random, std::move(reopened)));
    }
    TRY(facility::write_key_request(*services));
    std::printf(
        "made the facility \"%s\" in %s\nNext: certify it with \"dayroom-provision hub certify --request %s …\", then "
        "\"dayroom-hub hub-key install\"\n",
        wish.name.c_str(), options.data.c_str(), files.request().c_str());
    return kExitDone;
}

}  // namespace

void add_init(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<InitOptions>();
    CLI::App* command = app.add_subcommand("init", "Makes a new facility: keys, CA, encrypted database");
    add_data_option(*command, options->data);
    command->add_option("--name", options->wish.name, "The facility's name, as residents know it")->required();
    command->add_option("--time-zone", options->wish.time_zone, "IANA name")->capture_default_str();
    command->add_option("--unit", options->wish.units, "A housing unit's name; once for each");
    command->add_option("--staff-phone", options->wish.staff_phone, "Shown when a terminal is down");
    command->add_option("--server-name", options->wish.server_names,
                        "One more name or address in the hub's certificate; once for each");
    CLI::Option* sample = command
                              ->add_option("--sample", options->sample_wish.seed,
                                           "Fills it with a synthetic facility made from a seed (1)")
                              ->expected(0, 1);
    command->add_option("--sample-residents", options->sample_wish.residents, "How many residents the sample has")
        ->needs(sample);
    command->add_option("--sample-messages", options->sample_wish.messages, "How many messages")->needs(sample);
    command->add_flag("--sample-heavy", options->sample_wish.heavy, "Gives the first resident 12,000 messages more")
        ->needs(sample);
    command->callback([options, sample, &chosen] {
        options->sample = sample->count() > 0;
        chosen = [options](Environment& environment) { return init(environment, *options); };
    });
}

}  // namespace dayroom::hub
