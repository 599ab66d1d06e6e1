// Poster over libcurl: verified TLS 1.2 or later, HTTP/1.1 kept alive, no redirect, no proxy, no cookie, nothing from
// the environment. Answers are counted and thrown away: only their status is of use.
#pragma once

#include <memory>

#include "platform/net/poster.h"

namespace dayroom::net {

struct PostPoolOptions {
    std::size_t at_once = 4;
    Milliseconds connect_timeout{5'000};
    Milliseconds timeout{10'000};          // from start to last byte of the answer
    std::size_t max_response = 16 * 1024;  // bytes of the answer's body
    bool private_networks = true;          // false: public addresses only
    std::string authorities;               // file with certificates in PEM: whom to believe when a post does not say
};

class PostPool final : public Poster {
public:
    static Result<std::unique_ptr<PostPool>> create(PostPoolOptions options);
    /// Ends what is running: the other side may have it all the same.
    ~PostPool() override;
    PostPool(const PostPool&) = delete;
    PostPool& operator=(const PostPool&) = delete;

    Status start(std::uint64_t tag, Post post) override;
    std::vector<Posted> wait(Milliseconds at_most) override;
    void wake() override;

private:
    struct Impl;
    explicit PostPool(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace dayroom::net
