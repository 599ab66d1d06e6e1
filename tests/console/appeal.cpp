// Appeals a rejected message as its resident does at a terminal: for tests of the console, which have none.
//   console-appeal DATA MESSAGE-ID TEXT      beside the serving hub, as dayroom-hub's own commands
#include <cstdio>
#include <string>

#include "platform/facility/cli/cli.h"
#include "platform/facility/services/services.h"

using namespace dayroom;

namespace {

Status appeal(hub::Environment& environment, const std::string& data, const std::string& message,
              const std::string& text) {
    const MessageId id = TRY(MessageId::parse(message));
    const auto services = TRY(hub::open_services(environment, data));
    return services->writer->run(facility::Actor::system(), [&](facility::Work& work) -> Status {
        const auto found = TRY(services->messages.find(work.db(), id));
        if (!found) return Error(ErrorCode::kNotFound, "there is no such message");
        wire::AppealMessage body;
        body.set_message_id(id.raw());
        body.set_text(text);
        return services->messages.appeal(work, found->resident, body, work.now());
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    hub::Environment environment;
    const Status done = appeal(environment, argv[1], argv[2], argv[3]);
    if (!done.ok()) std::fprintf(stderr, "console-appeal: %s\n", done.error().detail.c_str());
    return done.ok() ? 0 : 1;
}
