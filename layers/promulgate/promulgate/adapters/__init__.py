"""The few ways out: the table, the buckets, the queue, the engine, the CDN, the scheduler."""
