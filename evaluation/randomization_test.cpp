#include "evaluation/randomization_test.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>

namespace dateline {
namespace {

constexpr std::size_t most_exact = 16;
constexpr std::size_t samples = 100'000;
constexpr std::uint64_t seed = 20070611;

/// The sum with the signs that the bits give.
double signed_sum(const std::vector<double>& differences, std::uint64_t signs) {
  double sum = 0;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    sum += (signs >> i & 1u) != 0 ? differences[i] : -differences[i];
  }
  return sum;
}

double exact_test(const std::vector<double>& differences, double least) {
  const std::uint64_t count = std::uint64_t{1} << differences.size();
  std::uint64_t as_far = 0;
  for (std::uint64_t signs = 0; signs < count; ++signs) {
    as_far += std::abs(signed_sum(differences, signs)) >= least;
  }
  return static_cast<double>(as_far) / static_cast<double>(count);
}

double random_sum(const std::vector<double>& differences, std::mt19937_64& random) {
  double sum = 0;
  std::uint64_t signs = 0;
  for (std::size_t i = 0; i < differences.size(); ++i, signs >>= 1) {
    if (i % 64 == 0) signs = random();
    sum += (signs & 1u) != 0 ? differences[i] : -differences[i];
  }
  return sum;
}

/// What happened is one of the samples, so the result is never 0.
double sampled_test(const std::vector<double>& differences, double least) {
  std::mt19937_64 random(seed);
  std::size_t as_far = 1;
  for (std::size_t i = 0; i < samples; ++i) {
    as_far += std::abs(random_sum(differences, random)) >= least;
  }
  return static_cast<double>(as_far) / static_cast<double>(samples + 1);
}

}  // namespace

double randomization_test(const std::vector<double>& differences) {
  std::vector<double> different;
  for (const double difference : differences) {
    if (difference != 0) different.push_back(difference);
  }
  if (different.empty()) return 1.0;
  constexpr double rounding = 1e-12;
  const double least =
      std::abs(std::accumulate(different.begin(), different.end(), 0.0)) - rounding;
  return different.size() <= most_exact ? exact_test(different, least)
                                        : sampled_test(different, least);
}

}  // namespace dateline
