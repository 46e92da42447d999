#pragma once

#include <string>

#include "evolve/plan/verification.hpp"

namespace evolve {

/// A row as an API would return it: a JSON object of two blanks a level, columns in their order, a
/// line end after the last line.
///
/// - NULL is null; integers are exact; a real reads back as the same real and never looks like an
///   integer (1.0), and infinity, which JSON cannot say, is {"$real": "Infinity"}.
/// - A blob is {"$blob": "00ff"}, a text that is not UTF-8 is {"$text": "ff"}, both in hexadecimal.
/// - A text in a column declared JSON stands there as the JSON that it is, and so does an object or
///   array in any column: the None that SQLAlchemy writes into a JSON column as the text `null` is
///   null. It stays a string where it has more than 64 levels or 10,000 keys, or a number beyond 64
///   bits, which readers of JSON round.
/// - Every other text is a string.
std::string row_json(const Sample& sample);

}  // namespace evolve
