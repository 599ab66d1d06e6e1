// Private to the agent: its transports and threads, in the order in which they must go.
#pragma once

#include "platform/agent/agent.h"
#include "platform/agent/renewal.h"

namespace dayroom::agent {

struct Agent::Sync {
    std::unique_ptr<HubLine> feed_line, outbox_line, people_line, blob_line, image_line;
    std::unique_ptr<sync::FeedAhead> feed_ahead;
    std::unique_ptr<sync::FeedSync> feed;
    std::unique_ptr<sync::OutboxSender> outbox;
    std::unique_ptr<Renewal> renewal;
    std::unique_ptr<SignIn> sign_in;
    std::unique_ptr<Photos> photos;
    std::unique_ptr<WorkQueue> work;
    std::unique_ptr<ImageUpdate> image;  // none: this machine was not made from one
    std::unique_ptr<sync::StepThread> feed_thread, outbox_thread, image_thread;

    /// All but the outbox's thread, which others may still wake.
    void stop() {
        for (auto* line : {feed_line.get(), outbox_line.get(), people_line.get(), blob_line.get(), image_line.get()}) {
            if (line != nullptr) line->cancel();
        }
        if (feed_thread) feed_thread->stop();
        if (outbox_thread) outbox_thread->stop();
        image_thread.reset();
        if (work) work->stop();  // it stays until feed and jobs, which add to it, have ended
        feed_thread.reset();
    }
};

}  // namespace dayroom::agent
