#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/codec/file_error.hpp"

namespace evolve::codec {

/// The reading of one file: keeps its first failure.
class Reading {
public:
    explicit Reading(std::string_view file) : file_(file) {}

    [[nodiscard]] const std::optional<FileError>& error() const { return error_; }
    [[nodiscard]] bool failed() const { return error_.has_value(); }

    void fail(FileError error) {
        if (failed()) return;
        error.file = file_;
        error_ = std::move(error);
    }

private:
    Text file_;
    std::optional<FileError> error_;
};

/// A value of a JSON document, which knows its key path. What is not as expected fails the reading
/// and gives an empty value in its stead, so that callers need to ask only once, when they are
/// done. Refers to the document and the reading.
class JsonCursor {
public:
    JsonCursor(const nlohmann::json& document, Reading& reading)
        : JsonCursor(document, reading, {}) {}

    [[nodiscard]] bool is_null() const;
    [[nodiscard]] bool is_number() const;
    [[nodiscard]] bool is_real() const;
    [[nodiscard]] bool is_text() const;
    [[nodiscard]] bool flag() const;
    [[nodiscard]] double real() const;
    /// A whole number of 64 bits.
    [[nodiscard]] std::int64_t integer() const;
    /// A whole number from `least` to `most`.
    [[nodiscard]] std::uint64_t natural(std::uint64_t least = 0,
                                        std::uint64_t most = UINT64_MAX) const;
    /// A string, which holds no NUL.
    [[nodiscard]] std::string text() const;

    /// Reads the elements of a list one after the other, up to the first failure.
    template <class Read>
    void each(Read read) const {
        const std::size_t count = list_size();
        for (std::size_t i = 0; i < count && !reading_->failed(); ++i) read(element(i));
    }

    /// Fails unless this is an object with no other keys than these.
    void takes(std::span<const std::string_view> keys) const;
    [[nodiscard]] JsonCursor at(std::string_view key) const;
    [[nodiscard]] std::optional<JsonCursor> find(std::string_view key) const;

    /// The keys of an object.
    [[nodiscard]] std::vector<std::string> keys() const;

    /// The one entry of an object; nothing, and a failure, where it has none or several.
    [[nodiscard]] std::optional<std::pair<std::string, JsonCursor>> only_entry() const;

    /// The value itself in JSON, for messages.
    [[nodiscard]] std::string shown() const;

    /// Fails the reading at this value.
    void fail(FileError error) const;

private:
    JsonCursor(const nlohmann::json& value, Reading& reading, std::string path);

    [[nodiscard]] std::size_t list_size() const;
    [[nodiscard]] JsonCursor element(std::size_t position) const;
    [[nodiscard]] JsonCursor inside(const nlohmann::json& value, std::string_view key) const;
    [[nodiscard]] bool expect(bool as_expected, std::string_view kind) const;

    const nlohmann::json* value_;
    Reading* reading_;
    std::string path_;
};

/// The words as a list in a message: "a", "b".
std::string listed(std::span<const std::string_view> words);

/// The word of a list that was probably meant; empty where none is near.
Text nearest_of(std::string_view word, std::span<const std::string_view> words);

}  // namespace evolve::codec
