#include "tests/unit/platform/facility/hub_fixture/hub_killer.h"

#include <filesystem>
#include <fstream>

namespace dayroom::test {

using namespace facility;

namespace {

constexpr std::size_t kTornBytes = 5'000;  // more than one frame of the log

std::filesystem::path beside(const std::filesystem::path& file, const char* ending) { return file.string() + ending; }

}  // namespace

void HubKiller::kill() {
    const std::unique_lock turn(turn_);
    const std::unique_lock end(life_);
    // What the writer does by itself after an answer: files taken in the middle of a checkpoint would be of no one
    // moment. On a disk that stays broken these fail, too.
    for (int i = 0; i < 3; ++i) static_cast<void>(hub_.run([](Work&) -> Status { return {}; }));

    const std::filesystem::path database = hub_.database();
    const std::filesystem::path taken = beside(database, ".killed");
    std::filesystem::copy_file(database, taken);
    if (std::filesystem::exists(beside(database, "-wal")))
        std::filesystem::copy_file(beside(database, "-wal"), beside(taken, "-wal"));
    std::ofstream(beside(taken, "-wal"), std::ios::binary | std::ios::app) << std::string(kTornBytes, '\x5a');

    hub_.faults.disarm();
    hub_.processor.reset();
    hub_.writer.reset();
    hub_.reader.reset();
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(beside(database, ending));
    for (const char* ending : {"", "-wal"}) std::filesystem::rename(beside(taken, ending), beside(database, ending));

    hub_.writer =
        std::make_unique<Writer>(must(open_writer(database, hub_.key, &hub_.faults)), hub_.context, hub_.notifier);
    hub_.reader = must(open_reader(database, hub_.key));
    hub_.processor = std::make_unique<CommandProcessor>(
        hub_.context, *hub_.writer, *hub_.box,
        CommandProcessor::Services{hub_.requests, hub_.messages, hub_.contacts, hub_.credit_sales, hub_.transfers,
                                   hub_.commissary.orders, hub_.notices, hub_.visits});
    ++kills_;
}

}  // namespace dayroom::test
