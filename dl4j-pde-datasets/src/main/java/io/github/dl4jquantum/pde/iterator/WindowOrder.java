package io.github.dl4jquantum.pde.iterator;

import io.github.dl4jquantum.pde.iterator.TrajectoryWindows.Window;
import io.github.dl4jquantum.pde.record.ChunkBlocks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Random orders of windows, one for each pass: uniform where a block holds all trajectories; else those that share chunks
 * are drawn together into blocks, and the windows of a block are in uniform order.
 */
record WindowOrder(long seed, ChunkBlocks blocks) {

    /** @param windows in the order of trajectories */
    List<Window> of(long pass, List<Window> windows) {
        Random random = new Random(seed + pass * 0x9E3779B97F4A7C15L);
        List<Window> order = new ArrayList<>(windows.size());
        for (List<Window> block : blocks(windows, random)) {
            Collections.shuffle(block, random);
            order.addAll(block);
        }
        return order;
    }

    private List<List<Window>> blocks(List<Window> windows, Random random) {
        if (windows.get(windows.size() - 1).trajectory() < blocks.trajectories()) {
            return List.of(new ArrayList<>(windows));
        }
        Map<Integer, List<Window>> sharing = windows.stream()
                .collect(Collectors.groupingBy(
                        window -> window.trajectory() / blocks.neighbours(), TreeMap::new, Collectors.toList()));
        List<List<Window>> drawn = new ArrayList<>(sharing.values());
        Collections.shuffle(drawn, random);

        int size = blocks.trajectories() / blocks.neighbours();
        List<List<Window>> all = new ArrayList<>();
        for (int from = 0; from < drawn.size(); from += size) {
            List<Window> block = new ArrayList<>();
            drawn.subList(from, Math.min(from + size, drawn.size())).forEach(block::addAll);
            all.add(block);
        }
        return all;
    }
}
