#include "platform/agent/mailbox.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include "platform/base/check.h"

namespace dayroom::agent {

Mailbox::Mailbox() : bell_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { DAYROOM_ASSERT(bell_ >= 0); }
Mailbox::~Mailbox() { ::close(bell_); }

std::uint64_t Mailbox::open_connection() {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
    return ++connection_;
}

std::uint64_t Mailbox::connection() const {
    const std::lock_guard lock(mutex_);
    return connection_;
}

void Mailbox::post(std::uint64_t connection, local::ToTerminal message) {
    {
        const std::lock_guard lock(mutex_);
        if (connection != connection_ || waiting_.size() >= kMost) return;
        waiting_.push_back(std::move(message));
    }
    ring();
}

void Mailbox::silence() {
    std::uint64_t rings = 0;
    [[maybe_unused]] const ssize_t silenced = ::read(bell_, &rings, sizeof rings);
}

std::vector<local::ToTerminal> Mailbox::take() {
    const std::lock_guard lock(mutex_);
    std::vector<local::ToTerminal> all(std::make_move_iterator(waiting_.begin()),
                                       std::make_move_iterator(waiting_.end()));
    waiting_.clear();
    return all;
}

void Mailbox::ring() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t rung = ::write(bell_, &one, sizeof one);
}

}  // namespace dayroom::agent
