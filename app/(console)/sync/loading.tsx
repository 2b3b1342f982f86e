import { PageBones } from '@/components/shell/page-bones'

export default function Loading() {
  return <PageBones title="Sync" cards={1} rows={8} />
}
