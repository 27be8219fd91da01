import WordMineText
import Glibc
public func debugFast(_ t: AtomText, _ threads: Int) throws -> [UInt8] {
  var clock = clock_t()
  func tick(_ s: String) { let n = Glibc.clock(); print(s, Double(n - clock)/1e6); clock = n }
  clock = Glibc.clock()
  let atoms = DiscoveryAtoms(t, folding: Normalizer())
  tick("atoms")
  let text = DiscoveryText<UInt16>(t, atoms)
  tick("text")
  let buckets = AtomBuckets(text)
  tick("buckets")
  let n = Double(atoms.totalCount)
  let m = min(6, max(2, 1.6 + 0.82 * log(1.6e6 / n)))
  let right = try BranchingEntropy(text, buckets: buckets, direction: .right, correction: m, threads: threads)
  tick("right")
  let left = try BranchingEntropy(text, buckets: buckets, direction: .left, correction: m, threads: threads)
  tick("left")
  print(right.means, right.deviations, left.means, left.deviations, m, n)
  let cuts = SharedArray<UInt8>(zeros: text.ids.count)
  EntropySegmentation(right: right, left: left).segment(text, into: cuts.view)
  tick("viterbi")
  var model = BoundaryModel()
  let gaps = GapFeatures(right: right.bins.view, left: left.bins.view)
  model.train(text, gaps, cuts: cuts.view)
  tick("train")
  let logits = SharedArray<Float>(zeros: text.ids.count)
  model.judge(text, gaps, into: logits.view)
  tick("judge")
  return text.range.compactMap { p in text.ids[p] == 0 ? nil : (text.ids[p-1] == 0 ? 3 : (cuts.view[p] | (logits.view[p] > 0 ? 2 : 0))) }
}
func unused(_ text: DiscoveryText<UInt16>, _ cuts: SharedArray<UInt8>, _ logits: SharedArray<Float>) -> [UInt8] {
  var out: [UInt8] = []
  for p in text.range { out.append(text.ids[p] == 0 ? 2 : (cuts.view[p] | (logits.view[p] > 0 ? 4 : 0))) }
  return out
}
