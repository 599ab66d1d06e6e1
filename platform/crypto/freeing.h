// Ownership of what a C library hands out: std::unique_ptr<X509, Freeing<X509_free>>. No state, any thread.
#pragma once

namespace dayroom::crypto {

template <auto Free>
struct Freeing {
    template <typename T>
    void operator()(T* pointer) const {
        Free(pointer);
    }
};

}  // namespace dayroom::crypto
