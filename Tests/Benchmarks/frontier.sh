#!/usr/bin/env bash
# Draws the frontier of effort: CPU seconds a megabyte against F1 on PKU and average precision.
#
#   frontier.sh <ROWS >effort.svg      a row: name seconds dev pku msr ap
set -euo pipefail
awk '
function x(v) { return 70 + (v - 0) / top * 460 }
function y(v) { return 250 - (v - .66) / .2 * 210 }
{ name[NR] = $1; cpu[NR] = $2; pku[NR] = $4; msr[NR] = $5; ap[NR] = $6; if ($2 > top) top = $2 }
END {
  top *= 1.08
  print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 310\" font-family=\"sans-serif\" font-size=\"12\">"
  print "<rect width=\"640\" height=\"310\" fill=\"white\"/>"
  for (v = .66; v < .865; v += .02) {
    printf "<path d=\"M70 %.1fH530\" stroke=\"#ddd\"/><text x=\"62\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>\n", y(v), y(v) + 4, v
  }
  for (v = 0; v <= top; v += .1) {
    printf "<path d=\"M%.1f 40V250\" stroke=\"#eee\"/><text x=\"%.1f\" y=\"268\" text-anchor=\"middle\">%.1f</text>\n", x(v), x(v), v
  }
  print "<text x=\"300\" y=\"290\" text-anchor=\"middle\">CPU seconds a megabyte, PKU, one thread</text>"
  line(msr, "#b45309", "F1 MSR"); line(pku, "#1d4ed8", "F1 PKU"); line(ap, "#15803d", "AP PKU")
  for (i = 1; i <= NR; i++) printf "<text x=\"%.1f\" y=\"30\" text-anchor=\"middle\">%s</text>\n", x(cpu[i]), name[i]
  print "</svg>"
}
function line(v, colour, label,   i, points) {
  for (i = 1; i <= NR; i++) points = points sprintf("%.1f,%.1f ", x(cpu[i]), y(v[i]))
  printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", points, colour
  for (i = 1; i <= NR; i++) printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>\n", x(cpu[i]), y(v[i]), colour
  printf "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>\n", 540, y(v[NR]) + 4, colour, label
}'
