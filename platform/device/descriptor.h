// An open file, closed at the end of its life.
#pragma once

#include <utility>

#include <unistd.h>

namespace dayroom::device {

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        if (this != &other) {
            close();
            fd_ = std::exchange(other.fd_, -1);
        }
        return *this;
    }

    /// Below 0: it could not be opened; errno says why.
    int get() const { return fd_; }
    bool is_open() const { return fd_ >= 0; }

private:
    void close() {
        if (fd_ >= 0) ::close(fd_);
    }
    int fd_;
};

}  // namespace dayroom::device
