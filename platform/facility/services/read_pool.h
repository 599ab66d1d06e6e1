// The worker threads that read hub.db for requests, each with a connection of its own.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/database/connection.h"
#include "platform/facility/http/reply.h"
#include "platform/facility/http/worker_pool.h"

namespace dayroom::facility {

class ReadPool {
public:
    /// As many threads as connections.
    ReadPool(std::string name, std::vector<std::unique_ptr<database::Connection>> connections);

    using Task = std::function<void(database::Connection&)>;
    /// kUnavailable when too many wait or the hub stops.
    Status run(Task task);
    /// A route's work: what it returns is the answer, an Error its refusal; a full pool is 503.
    void answer(http::Reply reply, std::function<Result<http::Response>(database::Connection&)> make);
    void stop() { pool_.stop(); }

private:
    struct Idle {
        std::mutex mutex;
        std::vector<std::unique_ptr<database::Connection>> connections;
    };
    std::shared_ptr<Idle> idle_ = std::make_shared<Idle>();
    http::WorkerPool pool_;
};

}  // namespace dayroom::facility
