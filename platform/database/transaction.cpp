#include "platform/database/connection.h"

namespace dayroom::database {
namespace {

// Rolling back an already rolled back transaction is harmless; so is failing to, for closing the file does it too.
void roll_back(Connection& connection) {
    if (connection.in_transaction()) (void)connection.script("ROLLBACK");
}

}  // namespace

Result<Transaction> Transaction::begin(Connection& connection) {
    TRY(connection.run("BEGIN IMMEDIATE"));
    return Transaction(connection);
}

Transaction::~Transaction() {
    if (connection_ != nullptr) roll_back(*connection_);
}

Status Transaction::commit() {
    Connection& connection = *std::exchange(connection_, nullptr);
    Status status = connection.run("COMMIT");
    if (!status.ok()) roll_back(connection);
    return status;
}

Result<Savepoint> Savepoint::begin(Connection& connection) {
    TRY(connection.run("SAVEPOINT part"));
    return Savepoint(connection);
}

Savepoint::~Savepoint() {
    if (connection_ != nullptr) (void)rollback();
}

Status Savepoint::release() {
    Status status = connection_->run("RELEASE part");
    if (status.ok()) connection_ = nullptr;
    return status;
}

Status Savepoint::rollback() {
    Connection& connection = *std::exchange(connection_, nullptr);
    if (!connection.in_transaction()) return {};
    TRY(connection.run("ROLLBACK TO part"));
    return connection.run("RELEASE part");
}

}  // namespace dayroom::database
