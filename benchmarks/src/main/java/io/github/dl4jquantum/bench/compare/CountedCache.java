package io.github.dl4jquantum.bench.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Values that several cells need: each is made once, by the first thread that asks, and forgotten when the last cell that
 * needs it is done.
 */
final class CountedCache<K, V> {
    private final Function<K, V> make;
    private final Map<K, Entry<V>> entries = new HashMap<>();

    private static final class Entry<V> {
        private V value;
        private int uses;
    }

    CountedCache(Function<K, V> make) {
        this.make = make;
    }

    /** One more user will ask for the value. */
    synchronized void expect(K key) {
        entries.computeIfAbsent(key, any -> new Entry<>()).uses++;
    }

    /** The value; other threads that want the same one wait for it. */
    V get(K key) {
        Entry<V> entry = entry(key);
        synchronized (entry) {
            if (entry.value == null) {
                entry.value = make.apply(key);
            }
            return entry.value;
        }
    }

    /** One user needs the value no more. */
    synchronized void release(K key) {
        if (--entries.get(key).uses == 0) {
            entries.remove(key);
        }
    }

    private synchronized Entry<V> entry(K key) {
        return entries.get(key);
    }
}
