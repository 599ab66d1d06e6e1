// One consistent read over several statements, on a read connection. Writers go on meanwhile (WAL).
#pragma once

#include <utility>

#include "platform/database/connection.h"

namespace dayroom::facility {

class ReadTransaction {
public:
    static Result<ReadTransaction> begin(database::Connection& connection) {
        TRY(connection.run("BEGIN"));
        return ReadTransaction(connection);
    }
    ReadTransaction(ReadTransaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
    ReadTransaction& operator=(ReadTransaction&&) = delete;
    ~ReadTransaction() {
        if (connection_ != nullptr && connection_->in_transaction()) (void)connection_->run("ROLLBACK");
    }

private:
    explicit ReadTransaction(database::Connection& connection) : connection_(&connection) {}
    database::Connection* connection_;
};

}  // namespace dayroom::facility
