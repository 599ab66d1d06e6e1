#include "platform/facility/services/read_pool.h"

#include "platform/facility/http/limits.h"

namespace dayroom::facility {

ReadPool::ReadPool(std::string name, std::vector<std::unique_ptr<database::Connection>> connections)
    : pool_(std::move(name), connections.size(), http::kMaxPooledTasks) {
    idle_->connections = std::move(connections);
}

Status ReadPool::run(Task task) {
    return pool_.run([idle = idle_, task = std::move(task)] {
        std::unique_ptr<database::Connection> connection;
        {
            const std::lock_guard lock(idle->mutex);
            connection = std::move(idle->connections.back());
            idle->connections.pop_back();
        }
        task(*connection);
        const std::lock_guard lock(idle->mutex);
        idle->connections.push_back(std::move(connection));
    });
}

void ReadPool::answer(http::Reply reply, std::function<Result<http::Response>(database::Connection&)> make) {
    const Status accepted = run([reply, make = std::move(make)](database::Connection& connection) {
        auto made = make(connection);
        if (made.ok()) {
            reply.send(made.take());
        } else {
            reply.refuse(made.error());
        }
    });
    if (!accepted.ok()) reply.refuse(accepted.error());
}

}  // namespace dayroom::facility
